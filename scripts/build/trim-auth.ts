import type { Plugin } from 'vite'
import { AUTH_METHODS } from '../../utils/auth/auth-methods.ts'
import { trimClass } from './trim-class.ts'

/** What is called of each class of the library that signs in: by us, or by what we call. */
const CALLED: Record<string, readonly string[]> = {
  GoTrueClient: AUTH_METHODS,
  GoTrueAdminApi: ['signOut'],
}

/**
 * Takes of the library that signs in what is used here: passwords, passkeys, wallets, second factors and the
 * administration of users were more than half of it.
 */
export const trimAuth: Plugin = {
  name: 'trim-auth',
  transform(code, id) {
    const name = /\/@supabase\/auth-js\/dist\/module\/(?:lib\/)?([\w/.]+)\.js$/.exec(id)?.[1]
    if (name === undefined) return undefined
    const called = CALLED[name]
    const trimmed = called ? trimClass(code, name, called) : code
    // Nothing happens in them where nothing of them is used.
    return { code: trimmed, map: null, moduleSideEffects: false }
  },
}
