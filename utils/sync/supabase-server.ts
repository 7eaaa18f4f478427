import type { NETWORK } from '../auth/ask.ts'
import type { Sessions } from '../auth/sessions.ts'
import { callFunction } from './call-function.ts'
import { PROTOCOL, type SyncServer, type Which } from './protocol.ts'

/**
 * The server of docs/SYNC.md as a Supabase project has it: four functions of its database. That an answer is a JSON
 * object is seen to here; what is in it, by whoever asked.
 */
export function supabaseServer(
  { withSession }: Pick<Sessions, 'withSession'>,
  network?: typeof NETWORK,
): SyncServer {
  const call = <T>(name: string, args: object): Promise<T> =>
    withSession(
      (session) =>
        callFunction(session, name, { protocol: PROTOCOL, ...args }, network) as Promise<T>,
    )
  return {
    push: (epoch, device, items) => call('sync_push', { epoch, device, items }),
    pull: (epoch, after, most, purged) => call('sync_pull', { epoch, after, most, purged }),
    fetch: (epoch, kind, which, past) =>
      call('sync_fetch', { epoch, kind, ...wanted(which), past }),
    digest: (epoch) => call('sync_digest', { epoch }),
  }
}

/** All three are arguments of one function, of which one is given. */
const wanted = (which: Which) => ({ uids: null, links: null, bucket: null, ...which })
