import { bodiesOf } from '../model/snapshot.ts'
import { inTurn } from './collect-garbage.ts'
import { db } from './database.ts'
import { type Confirmed, type Freeable, findFreeable, heldOf } from './freeable-bodies.ts'
import { announceRound, closeRound, isRoundLeft, openRound, sparedIn } from './garbage-round.ts'
import { freedOf, transferId, uploadOf } from './replica/transfer-row.ts'

export interface FreeOptions {
  confirmed: Confirmed
  /** Ends once so many bytes are free, `Infinity` for all there are. */
  wanted: number
  /** Whether the bodies of a version are being fetched in this moment. */
  isFetching?: (snapshot: string) => boolean
  onFreed?: (bytes: number) => void
  signal?: AbortSignal
}

export interface FreedBodies {
  bytes: number
  /** Versions of which the server lacks something; they are sent again. */
  unconfirmed: number
}

/** Somebody who undoes or deletes again and again must not keep this busy for ever. */
const MOST_ROUNDS_UPSET = 20

/**
 * Removes bodies from this browser that the server has confirmed to have, of the versions not needed for longest
 * first. A body goes with the last version that names it, and only if the server has all of each of these.
 * It is a round as garbage collecting has them: whoever comes to need a body meanwhile says so.
 */
export const freeBodies = (options: FreeOptions): Promise<FreedBodies> =>
  inTurn(async () => {
    const wasLeft = await isRoundLeft()
    const freed: FreedBodies = { bytes: 0, unconfirmed: 0 }
    for (let upset = 0; upset < MOST_ROUNDS_UPSET; upset += 1) {
      if (await freeInRound(await openRound(), options, freed)) break
    }
    // What another one announced or was killed at is still to be collected.
    await (wasLeft ? announceRound() : closeRound())
    return freed
  })

/** @returns false where something happened after which all has to be looked at again */
async function freeInRound(
  round: string,
  options: FreeOptions,
  freed: FreedBodies,
): Promise<boolean> {
  const found = await findFreeable(options.confirmed, options.signal)
  freed.unconfirmed = found.unconfirmed.length
  await sendAgain(found.unconfirmed)
  for (const version of found.versions) {
    if (freed.bytes >= options.wanted || options.signal?.aborted) return true
    if (options.isFetching?.(version)) continue
    const bytes = await freeVersion(round, version, found.bodies)
    if (bytes === undefined) return false
    freed.bytes += bytes
    if (bytes > 0) options.onFreed?.(freed.bytes)
  }
  return true
}

/** What was sent and is not there was lost on the way, or there. */
const sendAgain = async (versions: string[]): Promise<void> => {
  await db.transfers.bulkPut(versions.map(uploadOf))
}

/**
 * Looks again, and removes what no other version needs.
 * @returns bytes that came back, undefined where the round is no good any more
 */
function freeVersion(
  round: string,
  version: string,
  bodies: Freeable['bodies'],
): Promise<number | undefined> {
  const { blobs, jobs, records, settings, snapshots, transfers } = db
  return db.transaction('rw', [blobs, jobs, records, settings, snapshots, transfers], async () => {
    const spared = await sparedIn(round)
    if (!spared) return undefined
    const snapshot = await snapshots.get(version)
    if (!snapshot || (await heldOf([snapshot])).size > 0) return 0
    const going = leave(bodies, bodiesOf(snapshot)).filter(([hash]) => !spared.has(hash))
    if (going.length === 0) return 0
    await blobs.bulkDelete(going.map(([hash]) => hash))
    await transfers.put(freedOf(version, Date.now()))
    await transfers.delete(transferId('opened', version))
    return going.reduce((sum, [, bytes]) => sum + bytes, 0)
  })
}

/** Takes a version's name off its bodies. @returns those that nobody names any more, with their bytes */
function leave(bodies: Freeable['bodies'], hashes: string[]): [hash: string, bytes: number][] {
  return [...new Set(hashes)].flatMap((hash) => {
    const body = bodies.get(hash)
    if (!body) return []
    body.names -= 1
    return body.names === 0 && !body.held ? [[hash, body.bytes]] : []
  })
}
