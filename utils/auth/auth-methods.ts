/** All that is called of the library's client. A build leaves out what these do not need (`scripts/build`). */
export const AUTH_METHODS = [
  'getSession',
  'refreshSession',
  'signInWithOAuth',
  'exchangeCodeForSession',
  'signOut',
  'dispose',
] as const
