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

export function createVisibleText(): VisibleText {
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
      for (let from = 0; from < pieces.length; from += PART) {
        if (from > 0) yield
        parts.push(oneSpaced(pieces.slice(from, from + PART).join('')))
      }
      return tidy(parts)
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

/** Pieces that are put in order in one go. */
const PART = 8000

const oneSpaced = (text: string): string => text.replace(/[\t\n\f\r \u00a0]+/g, ' ')

/** Collapses spaces within lines; U+2028 stands for the breaks between blocks. */
function tidy(parts: string[]): string {
  // One part may end with the space that the next begins with.
  const text = parts.length > 1 ? parts.join('').replace(/ {2,}/g, ' ') : (parts[0] ?? '')
  return text.replace(/ ?\u2028[\u2028 ]*/g, '\n').trim()
}
