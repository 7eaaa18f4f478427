import { SyncFailure } from '../model/sync-failure.ts'
import type { Replica } from '../record/replica.ts'
import { compareDigests } from './compare-digests.ts'
import { fetchVersions } from './fetch-versions.ts'
import {
  lookAt,
  newPass,
  type Pass,
  PassEnd,
  type PassOptions,
  type PassResult,
  report,
  tell,
} from './pass.ts'
import type { SyncServer } from './protocol.ts'
import { pullPages } from './pull-pages.ts'
import { pushBatches } from './push-batches.ts'
import { removeHeldLinks } from './remove-links.ts'
import { resolveRecords } from './resolve-records.ts'
import { sweepReplica } from './sweep-replica.ts'

/** Somebody who types all the time into a note that is written elsewhere, too, is left for the next pass. */
const MOST_ROUNDS = 20

/**
 * Makes a replica and its server equal. Whoever calls it sees to it that one runs at a time.
 * It throws only what the replica throws.
 */
export async function syncPass(
  replica: Replica,
  server: SyncServer,
  options: PassOptions = {},
): Promise<PassResult> {
  const pass = newPass(replica, server, options)
  try {
    let finished = await exchange(pass)
    if (options.compare && finished && (await isQuiet(pass)) && (await compareDigests(pass)) > 0) {
      finished = await exchange(pass)
    }
    const { asked } = pass
    return asked > 0
      ? { state: 'asks', links: asked, ...report(pass) }
      : { state: 'done', finished, ...report(pass) }
  } catch (error) {
    if (error instanceof PassEnd) return error.result
    if (!(error instanceof SyncFailure)) throw error
    const { reason, message, retryAt } = error
    if (reason === 'too-old') return { state: 'too-old', least: 0, most: 0 }
    return { state: 'failed', reason, detail: message, retryAt }
  }
}

/** @returns whether it came to an end */
async function exchange(pass: Pass): Promise<boolean> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    pass.asked = 0
    await pullPages(pass)
    await sweepReplica(pass)
    await removeHeldLinks(pass)
    await fetchVersions(pass)
    tell(pass, 'resolve')
    await resolveRecords(pass)
    if ((await pushBatches(pass)) === 'through') return true
  }
  return false
}

/** Nothing waits to be sent or to be removed: digests would differ for that. */
function isQuiet(pass: Pass): Promise<boolean> {
  return lookAt(pass, async (reader) => {
    const { held, startingOver } = await reader.cursor()
    const unsent = await reader.unsent(1)
    return unsent.length === 0 && held.length === 0 && !startingOver
  })
}
