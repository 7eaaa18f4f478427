import { stampMs } from '../../record/stamp.ts'
import { db } from '../database.ts'
import { DEAD, type RecordRow, refTo } from './record-row.ts'

/** The server forgets them after 180 days. Whoever did so sooner would be told of them again. */
const OLD_MS = 200 * 24 * 60 * 60_000

/**
 * Forgets tombstones that the server has forgotten as well.
 * @returns how many went
 */
export function forgetTombstones(now = Date.now()): Promise<number> {
  return db.transaction('rw', db.records, async () => {
    const dead = await db.records.where('refs').equals(DEAD).toArray()
    const old = dead.filter((row) => !row.unsent && isOld(row, now)).map(({ id }) => id)
    await db.records.bulkDelete(old)
    return old.length
  })
}

/**
 * Forgets versions of links that are forgotten: nothing shows them, and no server tells that it has forgotten them to
 * whoever has read beyond their number. A link that comes back has its versions fetched; of one that comes so late for
 * the first time the next comparison brings them.
 * @returns how many went
 */
export function forgetOrphans(now = Date.now()): Promise<number> {
  return db.transaction('rw', db.records, async () => {
    // Versions that are shown have no such name, so that these are few.
    const held = await db.records.where('refs').startsWith(refTo('link', '')).toArray()
    const old = held.filter((row) => row.kind === 'snapshot' && !row.unsent && isOld(row, now))
    const links = await db.records.bulkGet(old.map(linkOf))
    const orphans = old.filter((_, at) => links[at] === undefined).map(({ id }) => id)
    await db.records.bulkDelete(orphans)
    return orphans.length
  })
}

/** Names of what it refers to are ids of records. */
const linkOf = ({ refs = [] }: RecordRow): string => refs[0] ?? ''

function isOld({ at, later = {}, deleted = '' }: RecordRow, now: number): boolean {
  const stamps = [at, ...Object.values(later), deleted].filter((stamp) => stamp !== '')
  return stamps.every((stamp) => stampMs(stamp) < now - OLD_MS)
}
