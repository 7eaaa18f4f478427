import { foldText } from '../index/fold.ts'
import { nextMatch } from '../query/match-text.ts'
import { type FoldedText, foldWithPlaces } from './folded-text.ts'
import type { SearchedWords } from './searched-words.ts'

/** Where words are in a text, the end not included. */
export interface Mark {
  from: number
  to: number
  /** Which of the words, by their place among them. */
  word: number
}

/** More marks than anybody looks through. */
const MOST = 2000

/** All places where words are in a text, from its beginning on; they may overlap. */
export function findMarks(text: string, words: readonly SearchedWords[]): Mark[] {
  const folded = foldWithPlaces(text)
  return words
    .flatMap(({ value, exact }, word) => marksOf(folded, foldText(value), exact, word))
    .sort((a, b) => a.from - b.from || b.to - a.to)
}

function marksOf(
  { folded, originalOf }: FoldedText,
  wanted: string,
  exact: boolean,
  word: number,
): Mark[] {
  const marks: Mark[] = []
  if (wanted === '') return marks
  let at = nextMatch(folded, wanted, exact, 0)
  while (at !== -1 && marks.length < MOST) {
    const end = at + wanted.length
    // What only begins so is marked to its end in no script: that is what was looked for.
    marks.push({ from: originalOf(at), to: endOf(originalOf, end), word })
    at = nextMatch(folded, wanted, exact, end)
  }
  return marks
}

/** A letter of which only a part is meant, as of 'ﬁ', is marked whole. */
const endOf = (originalOf: FoldedText['originalOf'], end: number): number => {
  const last = originalOf(end - 1)
  const next = originalOf(end)
  if (next > last) return next
  for (let later = end + 1; ; later++) if (originalOf(later) > last) return originalOf(later)
}
