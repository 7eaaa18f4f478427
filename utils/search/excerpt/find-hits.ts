import type { Link } from '../../model/link.ts'
import type { PageTexts } from '../find/page-texts.ts'
import type { MarkedPart } from './make-excerpt.ts'
import { type Excerpt, makeExcerpt, markText } from './make-excerpt.ts'
import { type SearchedWords, wordsFor } from './searched-words.ts'

/** What a row shows of why its link was found. */
export interface Hit {
  title: MarkedPart[]
  /** Of its page, or of its note where that has the words; none where only the title or a tag has them. */
  excerpt: Excerpt | undefined
}

interface Wanted {
  words: readonly SearchedWords[]
  /** Columns an excerpt may take. */
  room: number
  read: PageTexts
}

/** Why links were found, by their ids. */
export async function findHits(
  links: Link[],
  { words, room, read }: Wanted,
): Promise<Map<number, Hit>> {
  const inText = wordsFor(words, 'text')
  const texts = inText.length === 0 ? new Map<number, string>() : await read(links)
  return new Map(links.map((link) => [link.id, hitOf(link, texts.get(link.id) ?? '', words, room)]))
}

function hitOf(
  { title, url, note }: Link,
  text: string,
  words: readonly SearchedWords[],
  room: number,
): Hit {
  return {
    title: markText(title || url, wordsFor(words, 'title')),
    excerpt:
      makeExcerpt(note, wordsFor(words, 'note'), room) ??
      makeExcerpt(text, wordsFor(words, 'text'), room),
  }
}
