import { Dexie } from 'dexie'
import type { Tag } from '../../model/link.ts'
import { newUid } from '../../shared/ids.ts'
import { nestTags } from '../migrations/nest-tags.ts'
import type { BodyTable, LineRows, LineTable } from './row-shapes.ts'

/** Checked rows on their way into the library, and the bodies they need. */
export interface ImportSource {
  /** Version of the database they were written for. */
  schema: number
  keys: Record<BodyTable, string[]>
  /** New uids of snapshots whose own is taken by another content. */
  twins: ReadonlyMap<string, string>
  rows<K extends LineTable>(table: K): AsyncIterable<LineRows[K][]>
}

/**
 * Hands over a table page by page inside a transaction, which is kept open while the next page is read:
 * so all rows are one transaction without being in memory together.
 */
export async function eachPage<K extends LineTable>(
  source: ImportSource,
  table: K,
  take: (page: LineRows[K][]) => Promise<unknown>,
): Promise<void> {
  const pages = source.rows(table)[Symbol.asyncIterator]()
  for (;;) {
    const next = await Dexie.waitFor(Dexie.ignoreTransaction(() => pages.next()))
    if (next.done) return
    await take(next.value)
  }
}

/** All tags, of which there are never many, as today's database has them. */
export async function tagsOf(source: ImportSource): Promise<Tag[]> {
  const tags: Tag[] = []
  await eachPage(source, 'tags', async (page) => tags.push(...page))
  return source.schema < 2 ? nestTags(tags, newUid) : tags
}
