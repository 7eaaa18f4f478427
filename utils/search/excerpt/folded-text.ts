import { foldText } from '../index/fold.ts'

/** A folded text, and where what is in it stands in the text as it was. */
export interface FoldedText {
  folded: string
  /** Where a place in the folded text is in the text: of what became several letters, its beginning. */
  originalOf: (place: number) => number
}

interface Block {
  /** Where it begins. */
  original: number
  folded: number
}

/** Blocks are folded apart, so that the way back from a place leads through one of them only. */
const BLOCK = 256

/** A letter that nothing before it changes when both are folded: no accent, no vowel of a syllable, no blank. */
const SAFE = /[a-z\d\u4e00-\u9fff\u3041-\u3096\u30a1-\u30fa\uac00-\ud7a3]/gi

/** What is folded as one: blanks, and a letter with its accents or the parts of a syllable. */
const SEGMENT = /\s+|[\u1100-\u11ff]+|\P{M}[\p{M}\uff9e\uff9f]*|\p{M}+/gu

export function foldWithPlaces(text: string): FoldedText {
  const blocks: Block[] = []
  let folded = ''
  for (let from = 0; from < text.length; ) {
    const to = cutAfter(text, from + BLOCK)
    blocks.push({ original: from, folded: folded.length })
    folded += foldText(text.slice(from, to))
    from = to
  }
  const originalOf = (place: number) => {
    if (place >= folded.length) return text.length
    const at = lastBefore(blocks, place)
    const { original, folded: start } = blocks[at] ?? { original: 0, folded: 0 }
    return original + within(text.slice(original, blocks[at + 1]?.original), place - start)
  }
  return { folded, originalOf }
}

function cutAfter(text: string, from: number): number {
  SAFE.lastIndex = from
  return SAFE.exec(text)?.index ?? text.length
}

function lastBefore(blocks: readonly Block[], place: number): number {
  let [low, high] = [0, blocks.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((blocks[middle]?.folded ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return low
}

function within(block: string, place: number): number {
  let length = 0
  for (const { 0: segment, index } of block.matchAll(SEGMENT)) {
    length += foldText(segment).length
    if (length > place) return index
  }
  return block.length
}
