import { act, type Recorder } from './act.ts'
import { db } from './database.ts'
import { refreshLink } from './undo.ts'

/** As many versions as are read and removed at once: their rows name every part of a page. */
const PAGE = 100

/** Removes versions of links; the newest of each stays, and so does what is not complete yet. */
export async function dropVersions(uids: string[]): Promise<{ actId: string; dropped: number }> {
  const { actId, value } = await act('drop-versions', async (recorder) => {
    const linkIds = new Set<number>()
    let dropped = 0
    for (let from = 0; from < uids.length; from += PAGE) {
      for (const linkId of await dropPage(recorder, uids.slice(from, from + PAGE))) {
        linkIds.add(linkId)
        dropped++
      }
    }
    for (const linkId of linkIds) await refreshLink(linkId)
    return dropped
  })
  return { actId, dropped: value }
}

/** @returns whose versions went */
async function dropPage(recorder: Recorder, uids: string[]): Promise<number[]> {
  const rows = (await db.snapshots.bulkGet(uids)).filter((row) => row !== undefined)
  const links = await db.links.bulkGet([...new Set(rows.map(({ linkId }) => linkId))])
  const newest = new Set(links.map((link) => link?.latest))
  const old = rows.filter(({ uid, status }) => status === 'complete' && !newest.has(uid))
  await recorder.removeAll('snapshots', old)
  const gone = old.map(({ uid }) => uid)
  await db.jobs.where('snapshot').anyOf(gone).delete()
  return old.map(({ linkId }) => linkId)
}
