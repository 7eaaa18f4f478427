import { Dexie, type Table } from 'dexie'
import { type Account, NO_ACCOUNT } from '../model/account.ts'

interface Row<T> {
  id: string
  value: T
}

type Tables = { account: Table<Row<Account>, string>; secrets: Table<Row<string>, string> }

/** What signing in is kept in. */
export interface AccountStore {
  read(): Promise<Account>
  /** With another project the secrets go: tokens of one never reach the other. */
  write(account: Account): Promise<void>
  /** The session and what is left of a sign-in that was begun. Nothing but `utils/auth` reads it. */
  secrets: {
    get(id: string): Promise<string | null>
    put(id: string, value: string): Promise<void>
    remove(id: string): Promise<void>
    clear(): Promise<void>
  }
}

const ME = 'me'

/**
 * A database of its own: exports, undo and sync go through the library's, and must never meet a token.
 * Content scripts can't open it, whereas in Firefox they could read `storage.local`.
 */
export function createAccountStore(name = 'linkshot-account'): AccountStore {
  const db = new Dexie(name) as Dexie & Tables
  db.version(1).stores({ account: 'id', secrets: 'id' })
  return {
    read: async () => (await db.account.get(ME))?.value ?? NO_ACCOUNT,
    write: (value) =>
      db.transaction('rw', db.account, db.secrets, async () => {
        const before = (await db.account.get(ME))?.value ?? NO_ACCOUNT
        await db.account.put({ id: ME, value })
        if (before.url !== value.url) await db.secrets.clear()
      }),
    secrets: {
      get: async (id) => (await db.secrets.get(id))?.value ?? null,
      put: async (id, value) => {
        await db.secrets.put({ id, value })
      },
      remove: (id) => db.secrets.delete(id),
      clear: () => db.secrets.clear(),
    },
  }
}
