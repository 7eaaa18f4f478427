import { AuthClient } from '@supabase/supabase-js'
import type { AccountStore } from '../db/account.ts'
import type { Account } from '../model/account.ts'
import { isSyncFailure, SyncFailure } from '../model/sync-failure.ts'
import { NETWORK } from './ask.ts'
import type { AUTH_METHODS } from './auth-methods.ts'
import { guardAnswers } from './guard-answers.ts'
import type { Project } from './parse-project.ts'
import { SESSION, sessionStorageOver, storedToken } from './session-storage.ts'

/** What a call to the project is made with. */
export interface Session {
  project: Project
  userId: string
  token: string
}

/** Runs one thing at a time, in all contexts of the extension. */
export type Lock = <T>(work: () => Promise<T>) => Promise<T>

export interface SessionParts {
  store: AccountStore
  network?: typeof NETWORK
  lock?: Lock
  now?: () => number
}

/** The browser's own, so that it also holds between a dying worker and the next. */
const webLock: Lock = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks.request('linkshot-session', work) as Promise<T>

export type Sessions = ReturnType<typeof createSessions>

/** The session of this browser: read, renewed and ended by one at a time. */
export function createSessions(parts: SessionParts) {
  const { store, network = NETWORK, lock = webLock } = parts

  const renew = async (account: Account, refused: string) => {
    const { client, run } = openClient(parts, account)
    const { data, error } = await run(newTokens(client, refused))
    if (error || !data.session) throw await expire(store, account)
    return { token: data.session.access_token, userId: data.session.user.id }
  }

  const readSession = async (refused: string): Promise<Session> => {
    const account = await store.read()
    if (account.state !== 'signed-in') throw new SyncFailure('unauthorized', account.state)
    const stored = await storedToken(store, parts.now)
    const { token, userId } =
      stored && stored.token !== refused ? stored : await renew(account, refused)
    // Another user's tokens under this one's name: a sign-in that died in the middle, or a server that lies.
    if (userId !== account.userId) throw await expire(store, account)
    return { project: { url: account.url, key: account.key }, userId, token }
  }

  /** @param refused a token the server did not take, '' for none: another one is got, unless somebody has by now */
  const session = async (refused = ''): Promise<Session> => {
    if (!network.isOnline()) throw new SyncFailure('offline')
    return lock(() => readSession(refused))
  }

  return {
    lock,
    session,
    open: (project: Project) => openClient(parts, project),
    /** Runs a call with a session, and once more with a new one if the first was not taken. */
    withSession: async <T>(call: (session: Session) => Promise<T>): Promise<T> => {
      const first = await session()
      try {
        return await call(first)
      } catch (error) {
        if (!isSyncFailure(error, 'unauthorized')) throw error
        return calledAgain(call, await session(first.token))
      }
    },
  }
}

/** Only the auth service ends a session. Who refuses a token it has just given has another reason. */
async function calledAgain<T>(
  call: (session: Session) => Promise<T>,
  session: Session,
): Promise<T> {
  try {
    return await call(session)
  } catch (error) {
    if (!isSyncFailure(error, 'unauthorized')) throw error
    throw new SyncFailure('session-refused', error.detail)
  }
}

/** No more of it than a build has. */
type Client = Pick<InstanceType<typeof AuthClient>, (typeof AUTH_METHODS)[number]>

let clients = 0

/**
 * A client of the auth service for one use: it would remember a failure for a minute.
 * @returns `run` waits for one of its calls, and throws the first failure of the network or of the server
 */
function openClient({ store, network = NETWORK, now }: SessionParts, { url, key }: Project) {
  let fail: (failure: SyncFailure) => void = () => undefined
  const broken = new Promise<never>((_, reject) => {
    fail = reject
  })
  broken.catch(() => undefined)
  // In a page, as Firefox's background is one, two clients of one name would complain of each other.
  const storageKey = `${SESSION}${++clients}`
  const client: Client = new AuthClient({
    url: `${url}/auth/v1`,
    headers: { apikey: key },
    storage: sessionStorageOver(store, storageKey, now),
    storageKey,
    flowType: 'pkce',
    detectSessionInUrl: false,
    autoRefreshToken: false,
    persistSession: true,
    skipAutoInitialize: true,
    fetch: guardAnswers(fail, network),
  })
  // There it would also tell every other page of the extension of tokens.
  void client.dispose()
  return { client, run: <T>(call: Promise<T>): Promise<T> => Promise.race([broken, call]) }
}

/** The session ended at the server. Only tokens go, which are worth nothing now. */
async function expire(store: AccountStore, account: Account): Promise<SyncFailure> {
  await store.secrets.clear()
  await store.write({ ...account, state: 'expired' })
  return new SyncFailure('unauthorized', 'the session has ended')
}

/** Reading a session that has run out renews it; only one that seems good has to be renewed by word. */
async function newTokens(client: Client, refused: string) {
  const known = await client.getSession()
  return known.data.session?.access_token === refused ? client.refreshSession() : known
}
