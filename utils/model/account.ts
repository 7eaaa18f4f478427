/** Who a library belongs to, as screens show it; tokens are elsewhere. */
export interface Account {
  /** Address of the project, '' before one was chosen. */
  url: string
  /** Its publishable key. */
  key: string
  state: AccountState
  /** The user whose library this is. It stays when they sign out: another one's cloud must not get it unasked. */
  userId: string
  /** How they call themselves, or their address for mail. */
  name: string
  provider: string
}

/** `expired`: the server has ended the session; nothing is lost, and syncing goes on after signing in again. */
export type AccountState = 'signed-out' | 'signed-in' | 'expired'

export const NO_ACCOUNT: Account = {
  url: '',
  key: '',
  state: 'signed-out',
  userId: '',
  name: '',
  provider: '',
}

/** Name of an account's library in this browser: people may have accounts in several projects. */
export const libraryOf = ({ url, userId }: Pick<Account, 'url' | 'userId'>): string =>
  userId === '' ? '' : `${url}|${userId}`
