import { type Arrivals, storeArrivals } from '../db/jobs.ts'
import { toLinkshotError } from '../model/error.ts'
import type { WantedBody } from '../model/job.ts'

/** On a full disk the bodies are noted as missing and the snapshot stays readable. */
export async function storeOrGiveUp(snapshot: string, arrivals: Arrivals): Promise<WantedBody[]> {
  try {
    return await storeArrivals(snapshot, arrivals)
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
    await storeArrivals(snapshot, { kept: [], more: [], failed: [...arrivals.failed, ...failed] })
    return []
  }
}
