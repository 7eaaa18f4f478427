import type { AccountStore } from '../db/account.ts'
import { fieldsOf } from './ask.ts'

/** Under which name the session is kept. */
export const SESSION = 'session'

/** A token that ends sooner is renewed before it is used: a call may take a while. The library has 90 s. */
const MARGIN_MS = 60_000

/**
 * Where the library of Supabase keeps the session and the secrets of a sign-in that was begun.
 * @param key what the library calls the session; each of its clients has another name for it
 */
export function sessionStorageOver({ secrets }: AccountStore, key: string, now = Date.now) {
  const nameOf = (id: string): string =>
    id.startsWith(key) ? `${SESSION}${id.slice(key.length)}` : id
  return {
    getItem: (id: string) => secrets.get(nameOf(id)),
    setItem: (id: string, text: string) =>
      secrets.put(nameOf(id), id === key ? byOurClock(text, now()) : text),
    removeItem: (id: string) => secrets.remove(nameOf(id)),
  }
}

/**
 * A new session ends some seconds from now. The server tells the moment too, by a clock that may be an hour from
 * ours: the session would be renewed before each call, or never.
 */
function byOurClock(text: string, now: number): string {
  const session = JSON.parse(text) as { expires_in: number; expires_at?: number }
  return JSON.stringify({ ...session, expires_at: Math.floor(now / 1000) + session.expires_in })
}

/** The stored access token and whose it is, undefined where it has to be renewed first. */
export async function storedToken(
  { secrets }: AccountStore,
  now = Date.now,
): Promise<{ token: string; userId: string } | undefined> {
  const text = await secrets.get(SESSION)
  const { access_token: token, expires_at: end, user } = fieldsOf(JSON.parse(text ?? 'null'))
  const { id } = fieldsOf(user)
  if (typeof token !== 'string' || typeof id !== 'string') return undefined
  return Number(end) * 1000 - now() > MARGIN_MS ? { token, userId: id } : undefined
}
