import { foldText } from '../index/fold.ts'

/** Whether a text has a word or phrase in it; `exact`: as whole words, not only as their beginning. */
export type MatchText = (text: string, words: string, exact: boolean) => boolean

/** Letters of scripts with blanks between words. Of the others any part of a text is a word. */
const LETTER =
  '[[\\p{L}\\p{N}_]--[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー]]'
const BEGINS = new RegExp(`^${LETTER}`, 'v')
const ENDS = new RegExp(`${LETTER}$`, 'v')

/** Any part of Chinese, Japanese and Korean; elsewhere whole words, or how they begin. */
export const matchText: MatchText = (text, words, exact) => {
  const folded = foldText(text)
  const wanted = foldText(words)
  const begins = BEGINS.test(wanted)
  const ends = exact && ENDS.test(wanted)
  for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + 1)) {
    const to = at + wanted.length
    // Two units, as rare letters have two.
    const isInside = begins && ENDS.test(folded.slice(Math.max(0, at - 2), at))
    if (!isInside && !(ends && BEGINS.test(folded.slice(to, to + 2)))) return true
  }
  return false
}
