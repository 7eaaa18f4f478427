/** The pattern of the one host of an address, as permissions name it; '' for what has none. */
export function hostPattern(url: string): string {
  if (!URL.canParse(url)) return ''
  const { protocol, hostname } = new URL(url)
  return hostname === '' ? '' : `${protocol}//${hostname}/*`
}

/**
 * The pattern of an address's site with the hosts below it, by either protocol: 'example.com' leads to
 * 'www.example.com', and http to https. '' for what has none.
 */
export function sitePattern(url: string): string {
  if (!URL.canParse(url)) return ''
  const host = new URL(url).hostname.replace(/^www\./, '')
  if (host === '') return ''
  // Numbers and names such as 'localhost' have nothing below them.
  return host.includes('.') && !/^[\d.]+$|^\[/.test(host) ? `*://*.${host}/*` : `*://${host}/*`
}
