/** Collects the text a reader sees, one line per block. */
export interface VisibleText {
  add: (text: string) => void
  breakLine: () => void
  read: () => string
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
    read: () => tidy(pieces.join('')),
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
function tidy(text: string): string {
  return text
    .replace(/[\t\n\f\r \u00a0]+/g, ' ')
    .replace(/ ?\u2028[\u2028 ]*/g, '\n')
    .trim()
}
