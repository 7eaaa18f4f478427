/** Longest title in a file name; three bytes a character in Chinese stay under the 255 systems allow. */
const MAX_TITLE = 70

/**
 * A name for an exported file that every system accepts: `<title> (yyyy-mm-dd).<extension>`.
 * @param at when the page was kept, in ms
 */
export function exportName(title: string, at: number, extension: string): string {
  const plain = title.replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ')
  const short = [...plain.replace(/\s+/g, ' ').trim()].slice(0, MAX_TITLE).join('')
  const name = short.replace(/^[. ]+|[. ]+$/g, '') || 'page'
  return `${name} (${localDay(at)}).${extension}`
}

/** The reader's own calendar day. */
function localDay(at: number): string {
  const date = new Date(at)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
