import type { BusySite } from '../model/job.ts'
import { db } from './database.ts'
import { busySites } from './queue-queries.ts'

const busySiteId = (host: string): string => `busy-${host}`

/** Notes that a host wants to be left alone until a time, so that the next worker knows, too. */
export async function holdSite(host: string, until: number): Promise<void> {
  const now = Date.now()
  await db.transaction('rw', db.jobs, async () => {
    const row: BusySite = {
      id: busySiteId(host),
      kind: 'busy-site',
      host,
      until: Math.max(until, await siteFreeAt(host)),
      linkId: 0,
      tabId: -1,
      startedAt: now,
      updatedAt: now,
    }
    await db.jobs.put(row)
  })
}

/** Somebody asked for pages of these hosts now. */
export const releaseSites = (hosts: string[]): Promise<void> =>
  db.jobs.bulkDelete(hosts.map(busySiteId))

/** Until when a host wants to be left alone; 0 where it never said so. */
export async function siteFreeAt(host: string): Promise<number> {
  const row = await db.jobs.get(busySiteId(host))
  return row?.kind === 'busy-site' ? row.until : 0
}

/** Forgets hosts that may be asked again. */
export async function forgetFreeSites(now: number): Promise<void> {
  const free = (await busySites()).filter(({ until }) => until <= now)
  await db.jobs.bulkDelete(free.map(({ id }) => id))
}
