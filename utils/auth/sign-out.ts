import type { AccountStore } from '../db/account.ts'
import { isSyncFailure } from '../model/sync-failure.ts'
import type { Sessions } from './sessions.ts'

/**
 * Signs out, of this browser or of all. Of this one it always works: without a network the server learns of it when
 * the session runs out there. The library stays, and so does whose it is.
 */
export async function signOut(
  { store, sessions }: { store: AccountStore; sessions: Sessions },
  scope: 'local' | 'global',
): Promise<void> {
  await sessions.lock(async () => {
    const account = await store.read()
    const { client, run } = sessions.open(account)
    await run(client.signOut({ scope })).catch((error: unknown) => {
      if (scope === 'global' || !isSyncFailure(error)) throw error
    })
    await store.secrets.clear()
    await store.write({ ...account, state: 'signed-out' })
  })
}
