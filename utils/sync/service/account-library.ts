import { activateAccount, activeAccount } from '../../db/accounts.ts'
import { db } from '../../db/database.ts'
import { tellLibraryChanged } from '../../db/library-channel.ts'
import { startTracking } from '../../db/replica/start-tracking.ts'
import { type Account, libraryOf } from '../../model/account.ts'

/** Whether the library that is open is the account's. */
export const isLibraryOpen = async (account: Account): Promise<boolean> =>
  account.userId !== '' && (await activeAccount()) === libraryOf(account)

/**
 * Opens the library of an account, '' for the one without, in the background; pages are told to.
 * @param takesOver whether a new library begins with all that was kept without signing in
 */
export async function openLibrary(account: string, takesOver: boolean): Promise<void> {
  if ((await activeAccount()) !== account) {
    await activateAccount(account, takesOver)
    db.close({ disableAutoOpen: false })
    tellLibraryChanged()
  }
  if (account !== '') await startTracking(newDevice())
}

/** Eight random hexadecimal digits: what its stamps end with. */
function newDevice(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1))
  return number.toString(16).padStart(8, '0')
}
