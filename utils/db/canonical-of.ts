import { believableCanonical } from '../links/canonical-link.ts'
import { similarKeyOf } from '../links/similar-key.ts'
import type { Link } from '../model/link.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { db } from './database.ts'

/** A page that answers instead of the one that was wanted speaks for itself only. */
const ANOTHER_PAGE = new Set(['login-page', 'http-status'])

/**
 * The other address a page gives as its own, '' where it gives none, or one that is not to be believed.
 * @param said what its canonical link says
 */
export async function canonicalOf(
  link: Link,
  { title, notices }: Pick<Snapshot, 'title' | 'notices'>,
  said: string,
): Promise<string> {
  if (notices.some(({ kind }) => ANOTHER_PAGE.has(kind))) return ''
  const canonical = believableCanonical(link.url, said)
  if (canonical === undefined) return ''
  const [key, own] = [similarKeyOf(canonical), similarKeyOf(link.url)]
  if (key === own) return ''
  const others = await db.links.where('similarKeys').equals(key).toArray()
  const isForAll = others
    .filter((other) => other.id !== link.id && other.canonical === canonical)
    .some((other) => other.title !== title && similarKeyOf(other.url) !== own)
  return isForAll ? '' : canonical
}
