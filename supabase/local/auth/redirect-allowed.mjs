/** A pattern of the allow list as an expression: `*` stays within what `.` and `/` part, `**` does not. */
function patternOf(glob) {
  const source = glob.replaceAll(/\*\*|\*|\?|[.+^${}()|[\]\\]/g, (found) => {
    if (found === '**') return '.*'
    if (found === '*') return '[^./]*'
    if (found === '?') return '[^./]'
    return `\\${found}`
  })
  return new RegExp(`^${source}$`)
}

/** Whether the auth service sends browsers back there: to the site itself, to loopback, or by the allow list. */
export function isRedirectAllowed(address, siteUrl, allowed) {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  const site = new URL(siteUrl)
  if (url.protocol === site.protocol && url.host === site.host) return true
  if (/^127\.|^\[::1\]$/.test(url.hostname)) return true
  const [whole = ''] = address.split('#')
  return allowed.some((glob) => patternOf(glob).test(whole))
}
