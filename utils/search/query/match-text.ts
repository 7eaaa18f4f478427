import { foldText } from '../index/fold.ts'

/** Whether a text has a word or phrase in it; `exact`: as whole words, not only as their beginning. */
export type MatchText = (text: string, words: string, exact: boolean) => boolean

/** Letters of scripts with blanks between words. Of the others any part of a text is a word. */
const LETTER =
  '[[\\p{L}\\p{N}_]--[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー]]'
const BEGINS = new RegExp(`^${LETTER}`, 'v')
const ENDS = new RegExp(`${LETTER}$`, 'v')

/** Any part of Chinese, Japanese and Korean; elsewhere whole words, or how they begin. */
export const matchText: MatchText = (text, words, exact) =>
  nextMatch(foldText(text), foldText(words), exact, 0) !== -1

/** Where folded words are next in a folded text, -1 for nowhere. */
export function nextMatch(folded: string, wanted: string, exact: boolean, from: number): number {
  const begins = BEGINS.test(wanted)
  const ends = exact && ENDS.test(wanted)
  for (let at = folded.indexOf(wanted, from); at !== -1; at = folded.indexOf(wanted, at + 1)) {
    const to = at + wanted.length
    // Two units, as rare letters have two.
    const isInside = begins && ENDS.test(folded.slice(Math.max(0, at - 2), at))
    if (!isInside && !(ends && BEGINS.test(folded.slice(to, to + 2)))) return at
  }
  return -1
}
