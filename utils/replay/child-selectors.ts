const WRAPPER = ':where([data-linkshot-in])'
const NO_WRAPPER = ':where(:not([data-linkshot-in]))'
/** Wrappers stand in each other where a table lacks its parts. */
const MAX_WRAPPERS = 4
/** Each child combinator makes a selector longer by a factor; longer ones stay as they are. */
const MAX_LENGTH = 20_000

/** Strings, escapes, brackets, commas, child combinators and all between them. */
const TOKEN = /"(?:[^"\\]|\\[\s\S])*"?|'(?:[^'\\]|\\[\s\S])*'?|\\[\s\S]|[()[\],>]|[^"'\\()[\],>]+/g

/**
 * Makes the child combinators of a selector list find children also through elements without a box that
 * an export puts in between, at the same specificity.
 */
export function throughWrappers(list: string): string {
  if (!list.includes('>')) return list
  const parts = split(list)
  return parts.map(({ steps }) => joined(steps)).join(',')
}

/** The selectors of a list, each cut at its own child combinators. */
function split(list: string): { steps: string[] }[] {
  const selectors = [{ steps: [''] }]
  const depth: string[] = []
  for (const [token] of list.matchAll(TOKEN)) {
    const last = selectors.at(-1)
    if (!last) break
    if (depth.length === 0 && token === ',') selectors.push({ steps: [''] })
    else if (depth.length === 0 && token === '>') last.steps.push('')
    else last.steps[last.steps.length - 1] += token
    if (token === '(' || token === '[') depth.push(token)
    else if (token === ')' || token === ']') depth.pop()
  }
  return selectors.map(({ steps }) => ({ steps: steps.map(inBrackets) }))
}

/** The same in the arguments of `:is()`, `:not()`, `:has()` and their like. */
function inBrackets(step: string): string {
  if (!step.includes('>') || /["'\\[]/.test(step)) return step
  const open = step.indexOf('(')
  const end = closing(step, open)
  if (open < 0 || end < 0) return step
  const inner = throughWrappers(step.slice(open + 1, end))
  return (
    step.slice(0, open + 1) + inner + step.slice(end, end + 1) + inBrackets(step.slice(end + 1))
  )
}

function closing(text: string, open: number): number {
  let depth = 0
  for (let at = open; at >= 0 && at < text.length; at++) {
    if (text[at] === '(') depth++
    if (text[at] === ')' && --depth === 0) return at
  }
  return -1
}

/** `a > b` as `:is(a, a > wrapper, …) > b`; a selector that begins with `>` is written out for each depth. */
function joined([first = '', ...rest]: string[]): string {
  let text = first.trim()
  for (const step of rest) {
    if (text.length > MAX_LENGTH) text = `${text} > ${step.trim()}`
    else if (text === '') text = relative(step.trim())
    else text = `:is(${depths(text).join(',')}) > ${step.trim()}`
  }
  return text
}

/** A wrapper is nobody's parent. */
const depths = (parent: string): string[] =>
  Array.from(
    { length: MAX_WRAPPERS + 1 },
    (_, count) => `${parent}${parent && NO_WRAPPER}${` > ${WRAPPER}`.repeat(count)}`,
  )

const relative = (step: string): string =>
  depths('')
    .map((parent) => `${parent} > ${step}`.trim())
    .join(',')
