import type { Act, ActKind, RowChange } from '../model/act.ts'
import { db } from './database.ts'

/** An act as lists of what was done show it. */
export interface RecentAct extends Omit<Act, 'changes'> {
  /** What it did to tags; a list has no use for 10,000 changed links. */
  tags: RowChange[]
  /** How many links it changed. */
  links: number
}

/** The newest acts of some kinds that can still be undone, newest first. */
export async function recentActs(kinds: readonly ActKind[], limit: number): Promise<RecentAct[]> {
  const found = await Promise.all(kinds.map((kind) => newestOf(kind, limit)))
  const newest = found
    .flat()
    .sort((a, b) => b.at - a.at)
    .slice(0, limit)
  return Promise.all(newest.map(summed))
}

const newestOf = (kind: ActKind, limit: number): Promise<Act[]> =>
  db.journal
    .where('[kind+at]')
    .between([kind, -Infinity], [kind, Infinity])
    .reverse()
    .filter(({ undone, of, changes }) => undone === 0 && !of && changes.length > 0)
    .limit(limit)
    .toArray()

/** An act of many changes is several entries. */
async function summed({ changes, ...act }: Act): Promise<RecentAct> {
  const parts = await db.journal.where('of').equals(act.id).toArray()
  const all = [changes, ...parts.map((part) => part.changes)].flat()
  return {
    ...act,
    tags: all.filter(({ table }) => table === 'tags'),
    links: all.filter(({ table }) => table === 'links').length,
  }
}
