import { bodiesHere } from '../../db/body-queries.ts'
import { freeBodies } from '../../db/free-bodies.ts'
import { type Confirmed, freeableBytes } from '../../db/freeable-bodies.ts'
import { changeStatus, readStatus } from '../../db/sync-status.ts'
import type { FreedAnswer } from '../../model/cloud.ts'
import { isSyncFailure } from '../../model/sync-failure.ts'
import { missingBodies } from '../bodies/missing-bodies.ts'
import { MOST_NAMES } from '../protocol.ts'
import type { Cloud } from './cloud.ts'
import { isFetching } from './fetch-bodies.ts'
import { spaceWanted } from './space-wanted.ts'

type Server = Pick<Cloud, 'server'>

/** Browsers take a while until what was deleted counts as free: more would go each time. */
const PAUSE_MS = 60 * 60_000

/** Makes room where the browser has little left. How often does not depend on how often sync runs. */
export async function freeWhenShort(
  cloud: Server,
  estimate: StorageEstimate,
  signal?: AbortSignal,
): Promise<void> {
  const wanted = spaceWanted(estimate)
  const { freedAt = 0 } = await readStatus()
  if (wanted === 0 || Math.abs(Date.now() - freedAt) < PAUSE_MS) return
  await changeStatus((row) => ({ ...row, freedAt: Date.now() }))
  await freeHere(cloud, wanted, signal)
}

/**
 * Removes bodies here that the cloud has, until so many bytes are free. The server is asked once more about each of
 * them; where it can't be, nothing goes.
 */
export async function freeHere(
  cloud: Server,
  wanted = Number.POSITIVE_INFINITY,
  signal?: AbortSignal,
): Promise<FreedAnswer> {
  try {
    const total = Math.min(wanted, await freeableBytes(signal))
    if (total === 0) return NOTHING
    await tell(0, total)
    const confirmed = await askForAll(cloud, signal)
    let told = 0
    return await freeBodies({
      confirmed,
      wanted,
      isFetching,
      onFreed: (bytes) => {
        if (Date.now() - told < TELL_MS) return
        told = Date.now()
        void tell(bytes, total)
      },
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (signal?.aborted) return NOTHING
    if (!isSyncFailure(error)) throw error
    return { reason: error.reason }
  } finally {
    await changeStatus(({ freeing: _, ...row }) => row)
  }
}

const NOTHING: FreedAnswer = { bytes: 0, unconfirmed: 0 }

const TELL_MS = 200

const tell = (done: number, total: number): Promise<void> =>
  changeStatus((row) => ({ ...row, freeing: { done, total } }))

/** What the server says of all bodies here. */
async function askForAll({ server }: Server, signal?: AbortSignal): Promise<Confirmed> {
  const confirmed = { there: new Set<string>(), lacking: new Set<string>() }
  for (let last: string | undefined = ''; last !== undefined; ) {
    signal?.throwIfAborted()
    const hashes = await bodiesHere(last, MOST_NAMES)
    const lacking = new Set(await missingBodies(server, hashes))
    for (const hash of hashes) confirmed[lacking.has(hash) ? 'lacking' : 'there'].add(hash)
    last = hashes.at(-1)
  }
  return confirmed
}
