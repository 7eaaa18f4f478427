import { bodiesLacking, storeBody } from '../../db/transfers.ts'
import { downloadBody } from '../bodies/download-body.ts'
import type { Cloud } from './cloud.ts'

const AT_ONCE = 4

/**
 * Fetches what a version lacks in this browser.
 * @returns how many bodies the server does not have either
 */
export async function fetchBodies(
  { sessions: { withSession } }: Cloud,
  snapshot: string,
): Promise<{ lost: number }> {
  const waiting = (await bodiesLacking(snapshot)).values()
  let lost = 0
  const fetchNext = async (): Promise<void> => {
    for (const hash of waiting) {
      const body = await downloadBody({ withSession }, hash)
      if (body) await storeBody(snapshot, body)
      else lost += 1
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, fetchNext))
  return { lost }
}
