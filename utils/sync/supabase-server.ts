import type { NETWORK } from '../auth/ask.ts'
import type { Sessions } from '../auth/sessions.ts'
import { callFunction } from './call-function.ts'
import { type BodyServer, PROTOCOL, type SyncServer, type Which } from './protocol.ts'

/**
 * The server of docs/SYNC.md as a Supabase project has it: functions of its database. That an answer is a JSON
 * object is seen to here; what is in it, by whoever asked.
 */
export function supabaseServer(
  { withSession }: Pick<Sessions, 'withSession'>,
  network?: typeof NETWORK,
): SyncServer & BodyServer {
  const call = <T>(name: string, args: object): Promise<T> =>
    withSession((session) => callFunction(session, name, args, network) as Promise<T>)
  const callProtocol = <T>(name: string, args: object): Promise<T> =>
    call(name, { protocol: PROTOCOL, ...args })
  return {
    push: (epoch, device, items) => callProtocol('sync_push', { epoch, device, items }),
    pull: (epoch, after, most, purged) => callProtocol('sync_pull', { epoch, after, most, purged }),
    fetch: (epoch, kind, which, past) =>
      callProtocol('sync_fetch', { epoch, kind, ...wanted(which), past }),
    digest: (epoch) => callProtocol('sync_digest', { epoch }),
    missing: (hashes) => call('sync_missing', { hashes }),
    bodies: (after) => call('sync_bodies', { after }),
    reset: () => call('sync_reset', {}),
  }
}

/** All three are arguments of one function, of which one is given. */
const wanted = (which: Which) => ({ uids: null, links: null, bucket: null, ...which })
