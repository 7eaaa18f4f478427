import type { Link } from '../../model/link.ts'
import type { PageText, PageTexts } from '../find/page-texts.ts'
import type { MarkedPart } from './make-excerpt.ts'
import { type Excerpt, makeExcerpt, markText } from './make-excerpt.ts'
import { type SearchedWords, wordsFor } from './searched-words.ts'
import { versionWith } from './version-with.ts'

/** What a row shows of why its link was found. */
export interface Hit {
  title: MarkedPart[]
  /** Of its page, or of its note where that has the words; none where only the title or a tag has them. */
  excerpt: Excerpt | undefined
  /** The version the excerpt is of, where that is not the newest one. */
  older: Pick<PageText, 'uid' | 'capturedAt'> | undefined
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
  const texts = inText.length === 0 ? new Map<number, PageText[]>() : await read(links)
  return new Map(links.map((link) => [link.id, hitOf(link, texts.get(link.id) ?? [], words, room)]))
}

function hitOf(
  { title, url, note, latest }: Link,
  versions: readonly PageText[],
  words: readonly SearchedWords[],
  room: number,
): Hit {
  const marked = markText(title || url, wordsFor(words, 'title'))
  const ofNote = makeExcerpt(note, wordsFor(words, 'note'), room)
  if (ofNote) return { title: marked, excerpt: ofNote, older: undefined }
  const inText = wordsFor(words, 'text')
  const version = versionWith(versions, inText)
  const excerpt = version && makeExcerpt(version.text, inText, room)
  const isOlder = excerpt && version.uid !== latest
  return { title: marked, excerpt, older: isOlder ? version : undefined }
}
