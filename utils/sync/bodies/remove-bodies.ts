import type { NETWORK } from '../../auth/ask.ts'
import { BUCKET, callStorage, MOST_TOLD, storageFailure, type WithSession } from './call-storage.ts'

/** The storage service takes a thousand at a time. */
const AT_ONCE = 1000

/** Removes objects of the account's own folder, by their whole names. */
export async function removeBodies(
  withSession: WithSession,
  names: readonly string[],
  network?: typeof NETWORK,
): Promise<void> {
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const prefixes = names.slice(from, from + AT_ONCE)
    await withSession(async (session) => {
      const answered = await callStorage(
        session,
        `object/${BUCKET}`,
        {
          method: 'DELETE',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ prefixes }),
          mostBytes: MOST_TOLD + prefixes.length * 2000,
        },
        network,
      )
      if (answered.status !== 200) throw storageFailure(answered)
    })
  }
}
