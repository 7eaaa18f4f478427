/** Parameters that only say where a visitor came from; dropping them never changes the page. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hsenc|_hsmi|spm|share_token)$/i

/**
 * The canonical form of an address, by which the library knows whether it is kept already. Cautious:
 * two addresses that could show different pages keep different keys.
 */
export function urlKeyOf(address: string): string {
  const url = new URL(address)
  if (!/^#[!/]/.test(url.hash)) url.hash = ''
  for (const name of [...url.searchParams.keys()]) {
    if (TRACKING.test(name)) url.searchParams.delete(name)
  }
  return url.href.replace(/\?$/, '')
}

/** `urlKeyOf`, or '' for text that is no address. */
export function urlKeyOrNone(address: string): string {
  return URL.canParse(address) ? urlKeyOf(address) : ''
}
