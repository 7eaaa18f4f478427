import type { NETWORK } from '../../auth/ask.ts'
import { MOST_NAMES } from '../protocol.ts'
import { BUCKET, callStorage, storageFailure, type WithSession } from './call-storage.ts'

/** The service answers with a row for each. */
const MOST_BYTES = 8 * 1024 * 1024

/** Removes objects by their names; those that are not there, or are of others, are no error. */
export async function removeBodies(
  withSession: WithSession,
  names: readonly string[],
  network?: typeof NETWORK,
): Promise<void> {
  for (let at = 0; at < names.length; at += MOST_NAMES) {
    const prefixes = names.slice(at, at + MOST_NAMES)
    await withSession(async (session) => {
      const answered = await callStorage(
        session,
        `object/${BUCKET}`,
        {
          method: 'DELETE',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ prefixes }),
          mostBytes: MOST_BYTES,
        },
        network,
      )
      if (answered.status !== 200) throw storageFailure(answered)
    })
  }
}
