import { type Account, libraryOf } from '../model/account.ts'
import { createAccountStore } from './account.ts'
import { activeAccount, hasLibrary } from './accounts.ts'

// Its secrets are the background's: only this much of it is for screens.
const store = createAccountStore()

/** The project and who is signed in to it. */
export const readAccount = (): Promise<Account> => store.read()

/**
 * Whether signing in could put what was kept without an account into the account: it is what is open, and the
 * account has no library in this browser.
 * @param account of whoever signed in before, if anybody did
 */
export async function canTakeOver(account: Pick<Account, 'url' | 'userId'>): Promise<boolean> {
  if ((await activeAccount()) !== '') return false
  const library = libraryOf(account)
  return library === '' || !(await hasLibrary(library))
}
