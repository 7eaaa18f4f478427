import type { Arrivals, StillOpen } from '../db/arrivals.ts'
import { storeDelivery } from '../db/jobs.ts'
import { toLinkshotError } from '../model/error.ts'
import type { WantedBody } from '../model/job.ts'

/**
 * `storeDelivery`; on a full disk the bodies are noted as missing and the snapshot stays readable.
 * @param done own keys of frames that have tried all
 */
export async function storeOrGiveUp(
  snapshot: string,
  arrivals: Arrivals,
  done: string[] = [],
): Promise<{ more: WantedBody[]; open: StillOpen }> {
  try {
    return await storeDelivery(snapshot, arrivals, done)
  } catch (error) {
    const { reason, detail } = toLinkshotError(error)
    if (reason !== 'disk-full') throw error
    const failed = arrivals.kept.map(({ resource: { cid, url, kind } }) => ({
      cid,
      url,
      kind,
      reason,
      detail,
    }))
    const given = { kept: [], more: [], failed: [...arrivals.failed, ...failed] }
    return storeDelivery(snapshot, given, done)
  }
}
