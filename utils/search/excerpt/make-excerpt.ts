import { findMarks, type Mark } from './find-marks.ts'
import type { SearchedWords } from './searched-words.ts'

/** A piece of a text that one of the searched words does or does not cover. */
export interface MarkedPart {
  text: string
  match: boolean
}

/** The part of a text in which the most of what was searched for stands close together. */
export interface Excerpt {
  parts: MarkedPart[]
  /** Whether the text goes on before and behind. */
  cutBefore: boolean
  cutBehind: boolean
}

/** A text cut where marks begin and end. */
export const markText = (text: string, words: readonly SearchedWords[]): MarkedPart[] =>
  cutAt(text, 0, text.length, findMarks(text, words))

/**
 * @param columns what fits: a letter of Chinese, Japanese or Korean takes two
 * @returns undefined where the text has none of the words
 */
export function makeExcerpt(
  text: string,
  words: readonly SearchedWords[],
  columns = 160,
): Excerpt | undefined {
  const marks = findMarks(text, words)
  const length = columns / widthNear(text, marks[0]?.from ?? 0)
  const { first, last } = bestRun(marks, length)
  if (!first || !last) return undefined
  const { from, to } = around(text, first.from, last.to, length)
  return {
    parts: cutAt(text, from, to, marks).map(({ text: part, match }) => ({
      text: part.replace(/\s+/g, ' '),
      match,
    })),
    cutBefore: text.slice(0, from).trim() !== '',
    cutBehind: text.slice(to).trim() !== '',
  }
}

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/gu

/** How many columns a letter takes near a place, on average. */
function widthNear(text: string, place: number): number {
  const near = text.slice(Math.max(0, place - 50), place + 100)
  return 1 + (near.match(WIDE)?.length ?? 0) / Math.max(1, near.length)
}

interface Run {
  first: Mark | undefined
  last: Mark | undefined
}

/** The first and last mark of the run with the most different words, then the most marks; the first of those. */
function bestRun(marks: readonly Mark[], length: number): Run {
  let best: Run = { first: undefined, last: undefined }
  let most = 0
  const within = new Map<number, number>()
  let start = 0
  for (const mark of marks) {
    within.set(mark.word, (within.get(mark.word) ?? 0) + 1)
    for (let first = marks[start]; first && mark.to - first.from > length && first !== mark; ) {
      const left = (within.get(first.word) ?? 1) - 1
      if (left > 0) within.set(first.word, left)
      else within.delete(first.word)
      first = marks[++start]
    }
    const count = marks.indexOf(mark, start) - start + 1
    const worth = within.size * 1000 + Math.min(count, 999)
    if (worth > most) {
      most = worth
      best = { first: marks[start], last: mark }
    }
  }
  return best
}

/** Most of what is to spare goes behind the marks: that is where a sentence goes on, and where lines are cut. */
const BEFORE = 0.25

/** How far an end may move to where words do not break. */
const LOOSE = 16

function around(text: string, first: number, last: number, length: number) {
  const spare = Math.max(0, length - (last - first))
  const early = Math.min(spare, Math.max(spare * BEFORE, spare - (text.length - last)))
  const from = Math.max(0, Math.floor(first - early))
  const to = Math.min(text.length, Math.max(last, from + length))
  return { from: startOfWord(text, from, first), to: endOfWord(text, to, last) }
}

function startOfWord(text: string, from: number, limit: number): number {
  if (from === 0) return 0
  const near = text.slice(from, Math.min(limit, from + LOOSE))
  const gap = /[\s，。、；：！？.,;:!?]+/.exec(near)
  return gap ? from + gap.index + gap[0].length : wholeLetter(text, from)
}

function endOfWord(text: string, to: number, limit: number): number {
  if (to === text.length) return to
  const start = Math.max(limit, to - LOOSE)
  const gap = /.*(?=[\s，。、；])/s.exec(text.slice(start, to))
  return gap && gap[0] !== '' ? start + gap[0].length : wholeLetter(text, to)
}

/** Not between the two halves of a rare letter. */
const wholeLetter = (text: string, at: number): number =>
  /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at

function cutAt(text: string, from: number, to: number, marks: readonly Mark[]): MarkedPart[] {
  const parts: MarkedPart[] = []
  let place = from
  const add = (end: number, match: boolean) => {
    const last = parts.at(-1)
    if (end <= place) return
    const part = text.slice(place, end)
    if (last?.match === match) last.text += part
    else parts.push({ text: part, match })
    place = end
  }
  for (const mark of marks) {
    if (mark.to <= place || mark.from >= to) continue
    add(Math.min(mark.from, to), false)
    add(Math.min(mark.to, to), true)
  }
  add(to, false)
  return parts
}
