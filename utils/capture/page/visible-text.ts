import type { Sliced } from './slices.ts'

/** Collects the text a reader sees, one line per block. */
export interface VisibleText {
  add: (text: string) => void
  breakLine: () => void
  /** The page has its turn between parts of a long one. */
  read: () => Sliced<string>
  /** Pieces so far. */
  length: () => number
  /** Puts another text in the place of some pieces, of which there are as many as before. */
  replace: (pieces: [start: number, end: number], other: VisibleText) => void
  raw: () => string
}

/** @param most pieces that are put in order in one go */
export function createVisibleText(most = 8000): VisibleText {
  const pieces: string[] = []
  let atBreak = true
  return {
    add: (text) => {
      pieces.push(text)
      atBreak = false
    },
    breakLine: () => {
      if (!atBreak) pieces.push('\u2028')
      atBreak = true
    },
    *read() {
      const parts: string[] = []
      for (let from = 0; from < pieces.length; from += most) {
        if (from > 0) yield
        append(parts, tidy(pieces.slice(from, from + most).join('')))
      }
      return parts.join('').trim()
    },
    length: () => pieces.length,
    replace: ([start, end], other) => {
      const at = end > start ? start : start - 1
      pieces.fill('', start, end)
      if (at >= 0) pieces[at] += other.raw()
    },
    raw: () => pieces.join(''),
  }
}

/** Collapses spaces within lines; U+2028 stands for the breaks between blocks. */
const tidy = (text: string): string =>
  text.replace(/[\t\n\f\r \u00a0]+/g, ' ').replace(/ ?\u2028[\u2028 ]*/g, '\n')

/** One part may end with the space or break that the next begins with: a break outweighs spaces. */
function append(parts: string[], part: string): void {
  const before = parts.at(-1) ?? ''
  const [last = '', first = ''] = [before.at(-1), part[0]]
  const rest = isBlank(last) && first === ' ' ? part.slice(1) : part
  if (rest === '') return
  if (rest !== part || !isBlank(last) || !isBlank(first)) parts.push(rest)
  else parts.splice(-1, 1, before.slice(0, -1), part)
}

const isBlank = (letter: string): boolean => letter === ' ' || letter === '\n'
