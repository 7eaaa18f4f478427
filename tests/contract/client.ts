import type { StandIn } from '../../supabase/local/stand-in.mjs'
import { NETWORK } from '../../utils/auth/ask.ts'
import { createSessions, type Lock } from '../../utils/auth/sessions.ts'
import { type SignInParts, signIn } from '../../utils/auth/sign-in.ts'
import { createAccountStore } from '../../utils/db/account.ts'
import { NO_ACCOUNT } from '../../utils/model/account.ts'
import type { SignInAnswer } from '../../utils/model/cloud.ts'
import { walkSignIn } from './walk-sign-in.ts'

/** The address at which the sign-in of these clients ends. */
export const BACK = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/auth'

/** One at a time, as the browser's own lock has it, which Node 22 lacks. */
function queue(): Lock {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}

/** A network that counts what goes to each path, and can be cut. */
export function countedNetwork() {
  const asked: string[] = []
  const network = {
    online: true,
    asked,
    isOnline: () => network.online,
    fetch: ((input, init) => {
      asked.push(String(input).replace(/^https?:\/\/[^/]+/, ''))
      return NETWORK.fetch(input, init)
    }) as typeof fetch,
    count: (path: RegExp) => asked.filter((each) => path.test(each)).length,
  }
  return network
}

export type Client = Awaited<ReturnType<typeof makeClient>>

/** What the background of one browser has: a store, sessions over it, and a window for signing in. */
export async function makeClient(standIn: StandIn) {
  const store = createAccountStore(`account-${crypto.randomUUID()}`)
  await store.write({ ...NO_ACCOUNT, url: standIn.url, key: standIn.keys.publishable })
  const network = countedNetwork()
  const sessions = createSessions({ store, network, lock: queue() })
  const parts: SignInParts = {
    store,
    sessions,
    network,
    redirectAddress: BACK,
    openSignIn: async (url) => ({ landed: await walkSignIn(url, 'ann') }),
  }
  return {
    store,
    network,
    sessions,
    parts,
    signIn: (who: string | undefined, allowOther = false): Promise<SignInAnswer> =>
      signIn(
        { ...parts, openSignIn: async (url) => ({ landed: await walkSignIn(url, who) }) },
        'github',
        allowOther,
      ),
  }
}
