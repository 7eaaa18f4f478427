import type { Account } from '../model/account.ts'
import { createAccountStore } from './account.ts'
import { activeAccount, hasLibrary, libraryOf } from './accounts.ts'

// Its secrets are the background's: only this much of it is for screens.
const store = createAccountStore()

/** The project and who is signed in to it. */
export const readAccount = (): Promise<Account> => store.read()

/**
 * Whether signing in could put what was kept without an account into the account: it is what is open, and whoever
 * signed in before has no library in this browser.
 */
export async function canTakeOver(account: Pick<Account, 'url' | 'userId'>): Promise<boolean> {
  if ((await activeAccount()) !== '') return false
  return account.userId === '' || !(await hasLibrary(libraryOf(account)))
}
