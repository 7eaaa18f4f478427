/**
 * A typed address as a URL. Without a scheme it is taken as https, with a port and no scheme as http.
 * @returns {{ url: string } | { url: string, error: { reason: string, message: string } }}
 */
export function toAddress(typed) {
  const text = typed.trim()
  const url =
    parse(/^[\w.-]+:\d+(?:[/?#]|$)/.test(text) ? `http://${text}` : text) ??
    parse(`https://${text}`)
  if (!url) return refuse(typed, 'bad-address', 'not an address')
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return refuse(
      typed,
      'unsupported-scheme',
      `only http and https pages can be kept, not ${url.protocol}`,
    )
  return { url: url.href }
}

const parse = (text) => (URL.canParse(text) ? new URL(text) : undefined)

const refuse = (url, reason, message) => ({ url, error: { reason, message } })
