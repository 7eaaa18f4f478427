import { fieldsOf, type NETWORK } from '../../auth/ask.ts'
import { SyncFailure } from '../../model/sync-failure.ts'
import { callFunction } from '../call-function.ts'
import type { WithSession } from './call-storage.ts'

/** Most hashes of one call, by the server's word. */
const MOST_HASHES = 1000

/** Which of these bodies the server lacks: only they are uploaded. */
export async function missingBodies(
  withSession: WithSession,
  hashes: readonly string[],
  network?: typeof NETWORK,
): Promise<string[]> {
  const missing: string[] = []
  for (let at = 0; at < hashes.length; at += MOST_HASHES) {
    const some = hashes.slice(at, at + MOST_HASHES)
    const told = await withSession((session) =>
      callFunction(session, 'sync_missing', { hashes: some }, network),
    )
    const { missing: named } = fieldsOf(told)
    if (!Array.isArray(named)) throw new SyncFailure('bad-answer', 'missing')
    const lacking = new Set<unknown>(named)
    missing.push(...some.filter((hash) => lacking.has(hash)))
  }
  return missing
}
