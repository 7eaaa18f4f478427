import type { AccountStore } from '../db/account.ts'

/** Under which name the library of Supabase keeps its session. */
export const SESSION = 'session'

/** Where the library of Supabase keeps the session and the secrets of a sign-in that was begun. */
export function sessionStorageOver({ secrets }: AccountStore, now = () => Date.now()) {
  return {
    getItem: (id: string) => secrets.get(id),
    setItem: (id: string, text: string) =>
      secrets.put(id, id === SESSION ? byOurClock(text, now()) : text),
    removeItem: (id: string) => secrets.remove(id),
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
