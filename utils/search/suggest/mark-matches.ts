import type { MarkedPart } from '../excerpt/make-excerpt.ts'
import { fold } from './quick-match.ts'

/** Cuts a text where words of a query (folded by `queryWords`) begin and end in it. */
export function markMatches(text: string, words: string[]): MarkedPart[] {
  const characters = [...text]
  const marked = coverage(characters, words)
  const parts: MarkedPart[] = []
  for (const [index, character] of characters.entries()) {
    const match = marked.has(index)
    const last = parts.at(-1)
    if (last?.match === match) last.text += character
    else parts.push({ text: character, match })
  }
  return parts
}

/** Folding may change lengths ('㎏' is 'kg'), so each folded letter remembers whose it is. */
function coverage(characters: string[], words: string[]): Set<number> {
  const owners: number[] = []
  let folded = ''
  for (const [index, character] of characters.entries()) {
    const part = fold(character)
    folded += part
    for (let at = 0; at < part.length; at++) owners.push(index)
  }
  const marked = new Set<number>()
  for (const word of words) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length)) {
      for (const owner of owners.slice(at, at + word.length)) marked.add(owner)
    }
  }
  return marked
}
