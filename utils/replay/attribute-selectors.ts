/** What stands behind the name: an operator, a value and whether letters' case counts; or nothing. */
const REST =
  /\s*(?:[~|^$*]?=\s*(?:"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|(?:[\w\-\u0080-\uffff]|\\[\s\S])+)\s*[is]?\s*)?\]/iy

/** The attribute that has what another one was on the live page. */
export const wasName = (name: string): string => `data-linkshot-was-${name}`

/**
 * What finds the elements that an attribute selector found on the live page: by the value that is noted
 * where the kept one is another, and not by what only the kept one has. The specificity stays.
 * @param at where its bracket opens
 */
export function attributeSelector(
  css: string,
  at: number,
  name: string,
): { end: number; text: string } | undefined {
  const from = at + 1 + name.length
  REST.lastIndex = from
  const rest = REST.exec(css)?.[0]
  if (rest === undefined) return undefined
  const was = wasName(name)
  const own = `[${name}${rest}:where(:not([${was}],[data-linkshot-new~="${name}"]))`
  return { end: from + rest.length, text: `:is([${was}${rest},${own})` }
}
