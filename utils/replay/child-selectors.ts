const WRAPPER = ':where([data-linkshot-in])'
const NO_WRAPPER = ':where(:not([data-linkshot-in]))'
/** Wrappers stand in each other where a table lacks its parts. */
const MAX_WRAPPERS = 4
const MARK = ':where([data-linkshot-mark])'
/** Each combinator makes a selector longer by a factor; longer ones stay as they are. */
const MAX_LENGTH = 20_000

/** Strings, escapes, brackets, commas, combinators and all between them. */
const TOKEN =
  /"(?:[^"\\]|\\[\s\S])*"?|'(?:[^'\\]|\\[\s\S])*'?|\\[\s\S]|[()[\],>+]|[^"'\\()[\],>+]+/g

/** A combinator, and the selectors of all that may stand in front of it for what is meant. */
interface Combinator {
  sign: '>' | '+'
  before: (left: string) => string[]
}

const CHILD: Combinator = {
  sign: '>',
  // A wrapper is nobody's parent.
  before: (parent) =>
    Array.from(
      { length: MAX_WRAPPERS + 1 },
      (_, count) => `${parent}${parent && NO_WRAPPER}${` > ${WRAPPER}`.repeat(count)}`,
    ),
}

const NEXT: Combinator = { sign: '+', before: (left) => [left, `${left} + ${MARK}`] }

/**
 * Makes the child combinators of a selector list find children also through elements without a box that
 * an export puts in between, at the same specificity.
 */
export const throughWrappers = (list: string): string => rewritten(list, CHILD)

/** The same for neighbours, between which an export puts elements around texts. */
export const pastMarks = (list: string): string => rewritten(list, NEXT)

function rewritten(list: string, by: Combinator): string {
  if (!list.includes(by.sign)) return list
  return split(list, by)
    .map(({ steps }) => joined(steps, by))
    .join(',')
}

/** The selectors of a list, each cut at its own combinators of a kind. */
function split(list: string, by: Combinator): { steps: string[] }[] {
  const selectors = [{ steps: [''] }]
  const depth: string[] = []
  for (const [token] of list.matchAll(TOKEN)) {
    const last = selectors.at(-1)
    if (!last) break
    if (depth.length === 0 && token === ',') selectors.push({ steps: [''] })
    else if (depth.length === 0 && token === by.sign) last.steps.push('')
    else last.steps[last.steps.length - 1] += token
    if (token === '(' || token === '[') depth.push(token)
    else if (token === ')' || token === ']') depth.pop()
  }
  return selectors.map(({ steps }) => ({ steps: steps.map((step) => inBrackets(step, by)) }))
}

/** The same in the arguments of `:is()`, `:not()`, `:has()` and their like; a plus in others only adds. */
function inBrackets(step: string, by: Combinator): string {
  if (!step.includes(by.sign) || /["'\\[]/.test(step)) return step
  const open = step.indexOf('(')
  const end = closing(step, open)
  if (open < 0 || end < 0) return step
  const inner = step.slice(open + 1, end)
  const counts = /:nth-[\w-]+$/i.test(step.slice(0, open))
  return (
    step.slice(0, open + 1) +
    (counts ? inner : rewritten(inner, by)) +
    step.slice(end, end + 1) +
    inBrackets(step.slice(end + 1), by)
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

/** `a > b` as `:is(a, a > wrapper, …) > b`; a selector that begins with `>` is written out for each way. */
function joined([first = '', ...rest]: string[], by: Combinator): string {
  let text = first.trim()
  for (const step of rest) {
    const right = `${by.sign} ${step.trim()}`
    if (text.length > MAX_LENGTH) text = `${text} ${right}`
    else if (text === '')
      text = by
        .before('')
        .map((left) => `${left} ${right}`.trim())
        .join(',')
    else text = `:is(${by.before(text).join(',')}) ${right}`
  }
  return text
}
