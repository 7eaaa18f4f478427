import type { Link } from '../../../utils/model/link.ts'
import { findHits } from '../../../utils/search/excerpt/find-hits.ts'
import { searchedWords } from '../../../utils/search/excerpt/searched-words.ts'
import { parseQuery } from '../../../utils/search/query/parse-query.ts'
import { TEXTS } from './search-links.ts'

const ANY_ROOM = 64

/** The version of a link that a search opens: the older one its excerpt is of, else the newest. */
export async function versionToOpen(link: Link, q: string): Promise<string> {
  const words = searchedWords(parseQuery(q).tree)
  if (words.length === 0 || link.versions < 2) return link.latest
  const hits = await findHits([link], { words, room: ANY_ROOM, read: TEXTS })
  return hits.get(link.id)?.older?.uid ?? link.latest
}
