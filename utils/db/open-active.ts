import { Dexie } from 'dexie'
import { activeDatabase } from './accounts.ts'

/**
 * Opens the library of the account that is signed in, whoever is first to need it: no context has to know, or to
 * wait. After `close({ disableAutoOpen: false })` it is looked for anew.
 */
export function openActive(db: Dexie): void {
  const open = db.open.bind(db)
  let opening: ReturnType<typeof open> | undefined
  const named = async (): Promise<void> => {
    // Where this can't be read no library can: opening one will say why.
    const name = await activeDatabase().catch(() => db.name)
    Object.assign(db, { name })
  }
  db.open = () => {
    if (db.isOpen()) return open()
    opening ??= Dexie.ignoreTransaction(() => Dexie.Promise.resolve(named()))
      .then(() => open())
      .finally(() => {
        opening = undefined
      })
    return opening
  }
}
