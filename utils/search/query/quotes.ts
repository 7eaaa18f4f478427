type Pair = readonly [open: string, close: RegExp, closing: string]

/** Quotation marks that open a phrase, and what closes it. Keyboards and IMEs mix the double ones up. */
const PAIRS: readonly [Pair, ...Pair[]] = [
  ['"“”„＂', /["“”„＂]/g, '"'],
  ['「', /」/g, '」'],
  ['『', /』/g, '』'],
  ['«', /»/g, '»'],
  // Between two letters it is an apostrophe.
  ['‘', /(?<![a-z])’|’(?![a-z])/gi, '’'],
]

/** The quoted text that begins at a place. One that nobody closed ends with the text: it is being typed. */
export function readQuoted(text: string, from: number) {
  const [, close] = PAIRS.find(([open]) => open.includes(text.charAt(from) || '\n')) ?? []
  if (!close) return undefined
  close.lastIndex = from + 1
  const end = close.exec(text)
  const value = text
    .slice(from + 1, end?.index)
    .trim()
    .replace(/\s+/g, ' ')
  return { value, to: end ? end.index + 1 : text.length, quoted: true, unclosed: !end }
}

/** A text in marks that do not occur in it, so that no escapes are needed. Nobody types what has all of them. */
export function quote(value: string): string {
  const [open, , close] = PAIRS.find(([, each]) => value.search(each) === -1) ?? PAIRS[0]
  return open.charAt(0) + value + close
}
