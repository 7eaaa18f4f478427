import { bodiesLacking, smallLacking } from '../../db/body-queries.ts'
import { allSettings, snapshotByUid } from '../../db/queries.ts'
import { downloadsLeft, endDownload, isFreed, noteOpened, storeBody } from '../../db/transfers.ts'
import type { SyncReason } from '../../model/cloud.ts'
import { isSyncFailure } from '../../model/sync-failure.ts'
import { downloadBody } from '../bodies/download-body.ts'
import type { Cloud } from './cloud.ts'

const AT_ONCE = 4

/**
 * Fetches what a version lacks in this browser.
 * @returns how many bodies the server does not have either, or why it could not be asked
 */
export async function fetchBodies(
  cloud: Cloud,
  snapshot: string,
): Promise<{ lost: number } | { reason: SyncReason }> {
  fetching.push(snapshot)
  try {
    const lost = await fetchAll(cloud, snapshot, await bodiesLacking(snapshot))
    await noteOpened(snapshot)
    return { lost }
  } catch (error) {
    if (!isSyncFailure(error)) throw error
    return { reason: error.reason }
  } finally {
    fetching.splice(fetching.indexOf(snapshot), 1)
  }
}

/** Versions somebody waits for, each as often as it was asked for. */
const fetching: string[] = []

/** Whether somebody waits for a version, so that this is no time to remove what has come of it. */
export const isFetching = (snapshot: string): boolean => fetching.includes(snapshot)

/** Versions read at once. */
const VERSIONS = 20
const RECENT_MS = 30 * 24 * 60 * 60_000

/** Fetches what is wanted of versions that came: what lists and search need, or all of it. */
export async function fetchArrived(
  cloud: Cloud,
  isShort: boolean,
  signal?: AbortSignal,
): Promise<void> {
  const { fetchPages } = await allSettings()
  let past = ''
  for (;;) {
    const versions = await downloadsLeft(VERSIONS, past)
    if (versions.length === 0) return
    for (const version of versions) {
      if (signal?.aborted) return
      const isAhead = fetchPages === 'all' || (fetchPages === 'recent' && (await isRecent(version)))
      // What went to make room, or would make it scarce, comes when it is opened.
      const whole = isAhead && !isShort && !(await isFreed(version))
      const wanted = whole ? await bodiesLacking(version) : await smallLacking(version)
      const lost = await fetchAll(cloud, version, wanted)
      // Records go before bodies: whoever has just kept it may still be sending, or have lost the network.
      if (lost === 0 || !(await isRecent(version))) await endDownload(version)
      past = version
    }
  }
}

async function isRecent(version: string): Promise<boolean> {
  const snapshot = await snapshotByUid(version)
  return snapshot !== undefined && Date.now() - snapshot.capturedAt < RECENT_MS
}

/** Several at a time, each taking the next. @returns how many the server lacks */
async function fetchAll(
  { sessions: { withSession } }: Cloud,
  snapshot: string,
  hashes: string[],
): Promise<number> {
  const waiting = hashes.values()
  let lost = 0
  const fetchNext = async (): Promise<void> => {
    for (const hash of waiting) {
      const body = await downloadBody({ withSession }, hash)
      if (body) await storeBody(snapshot, body)
      else lost += 1
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, fetchNext))
  return lost
}
