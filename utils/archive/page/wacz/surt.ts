/**
 * The key of an address in an index: its host from the general to the particular, so that addresses of
 * one site stand together, all in lower case, its parameters sorted. The rules are those of replay tools.
 */
export function surt(address: string): string {
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return address
  const url = new URL(address.replace(/^(https?:\/\/)www\d*\./i, '$1').toLowerCase())
  const host = url.hostname.split('.').reverse().join(',')
  const query = url.search.slice(1).split('&').sort().join('&')
  return `${host}${url.port && `:${url.port}`})${url.pathname}${query && `?${query}`}`
}
