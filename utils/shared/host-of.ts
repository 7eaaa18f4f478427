/** The host two addresses have in common where one server is likely to answer both. */
export function hostOf(url: string): string {
  if (!URL.canParse(url)) return ''
  return new URL(url).host.replace(/^www\./, '')
}
