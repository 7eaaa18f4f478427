import { SyncFailure } from '../../model/sync-failure.ts'
import { type BodyServer, MOST_NAMES } from '../protocol.ts'

/** Which of these bodies the server lacks: only they are uploaded. */
export async function missingBodies(
  server: Pick<BodyServer, 'missing'>,
  hashes: readonly string[],
): Promise<string[]> {
  const missing: string[] = []
  for (let at = 0; at < hashes.length; at += MOST_NAMES) {
    const some = hashes.slice(at, at + MOST_NAMES)
    const told = await server.missing(some)
    const named = 'missing' in told ? told.missing : undefined
    if (!Array.isArray(named)) throw new SyncFailure('bad-answer', 'missing')
    const lacking = new Set<unknown>(named)
    missing.push(...some.filter((hash) => lacking.has(hash)))
  }
  return missing
}
