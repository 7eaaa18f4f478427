import type { Link, Tag } from '../../model/link.ts'

/** Form in which texts are compared: width folded (ＡＢＣ is abc), lower case. */
export const fold = (text: string): string => text.normalize('NFKC').toLowerCase()

/** The words of a query; all of them have to match. */
export const queryWords = (query: string): string[] => fold(query).split(/\s+/).filter(Boolean)

/**
 * A test for links: every word of the query occurs in the title, the address (also as it reads
 * decoded), the note or the name or alias of a tag.
 */
export function quickMatcher(query: string, tags: Tag[]): (link: Link) => boolean {
  const words = queryWords(query).map((word) => ({ word, tags: tagsNamed(word, tags) }))
  return (link) => {
    const text = searchedText(link)
    return words.every(
      (each) => text.includes(each.word) || link.tags.some((id) => each.tags.has(id)),
    )
  }
}

function tagsNamed(word: string, tags: Tag[]): Set<number> {
  const named = tags.filter((tag) =>
    [tag.name, ...tag.aliases].some((name) => fold(name).includes(word)),
  )
  return new Set(named.map((tag) => tag.id))
}

/** A line break between the fields, so that no word matches across them. */
const searchedText = ({ title, url, note }: Link): string =>
  fold(`${title}\n${url}\n${decoded(url)}\n${note}`)

function decoded(url: string): string {
  if (!url.includes('%')) return ''
  try {
    return decodeURIComponent(url)
  } catch {
    return ''
  }
}
