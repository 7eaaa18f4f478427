/** Longer quotes belong into the page's own text, which is kept with it. */
const LONGEST = 10_000

/**
 * What was selected in a page as a note can hold it: spaces folded, lines trimmed, at most one empty line
 * in a row.
 */
export function quoteOf(selected: string): string {
  const text = selected
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  const characters = [...text]
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST).join('')}…`
}

/** A note with a quote at its end, each line marked as such; one that is there already is not repeated. */
export function noteWith(note: string, quote: string): string {
  if (quote === '') return note
  const quoted = quote
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
  if (`\n${note}\n`.includes(`\n${quoted}\n`)) return note
  return note.trim() === '' ? quoted : `${note.trimEnd()}\n\n${quoted}`
}
