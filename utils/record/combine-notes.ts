const PARAGRAPH = '\n\n'

/** Both texts as one: the paragraphs of the second that the first lacks follow it. */
export function combineNotes(first: string, second: string): string {
  if (first.trim() === '') return second
  const known = new Set(first.split(PARAGRAPH).map((each) => each.trim()))
  const others = second.split(PARAGRAPH).filter((each) => each.trim() !== '')
  const lacking = others.filter((each) => !known.has(each.trim()))
  return [first, ...lacking].join(PARAGRAPH)
}
