import { type Session as AuthSession, isAuthError, type Provider } from '@supabase/supabase-js'
import type { AccountStore } from '../db/account.ts'
import type { Account } from '../model/account.ts'
import type { SignInAnswer, SignInReason } from '../model/cloud.ts'
import { isSyncFailure } from '../model/sync-failure.ts'
import type { WindowEnd } from '../platform/identity.ts'
import { NETWORK } from './ask.ts'
import { readSettings } from './check-project.ts'
import { readLanding, reasonOf } from './read-landing.ts'
import { SESSION } from './session-storage.ts'
import type { Sessions } from './sessions.ts'

export interface SignInParts {
  store: AccountStore
  sessions: Sessions
  openSignIn: (url: string) => Promise<{ landed: string } | { end: WindowEnd }>
  /** Where the sign-in has to end: what a project's allow list must name. */
  redirectAddress: string
  network?: typeof NETWORK
}

/** Without these, the two providers tell no address for mail, and the auth service refuses the user. */
const SCOPES: Record<string, string> = { azure: 'email', keycloak: 'openid' }

/**
 * Signs in by a provider of the project, in a window of the browser. The worker may die meanwhile: then the window's
 * answer reaches nobody, nothing has changed, and the user tries again.
 * @param allowOther whether the library may go to another user's cloud than the one it was in
 */
export async function signIn(
  parts: SignInParts,
  provider: string,
  allowOther = false,
): Promise<SignInAnswer> {
  const { store, sessions, network = NETWORK } = parts
  const account = await store.read()
  if (account.url === '') return failed('no-project')
  if (!network.isOnline()) return failed('offline')
  const opening = sessions.open(account)
  const { data } = await opening.client.signInWithOAuth({
    provider: provider as Provider,
    options: {
      redirectTo: parts.redirectAddress,
      skipBrowserRedirect: true,
      ...(SCOPES[provider] ? { scopes: SCOPES[provider] } : {}),
    },
  })
  const opened = await parts.openSignIn(data.url ?? '')
  if ('end' in opened) return whyEnded(parts, account, provider, opened.end)
  const landing = readLanding(opened.landed, parts.redirectAddress)
  if ('reason' in landing) return failed(landing.reason, landing.detail)
  const options = data.flowId ? { flowId: data.flowId } : undefined
  return sessions.lock(async () => {
    const now = await store.read()
    // Another project was chosen while the window was open: it is not to see this one's code.
    if (now.url !== account.url) return failed('cancelled', parts.redirectAddress)
    return exchange(parts, now, landing.code, options, allowOther)
  })
}

const failed = (reason: SignInReason, detail = ''): SignInAnswer => ({ ok: false, reason, detail })

async function exchange(
  { store, sessions }: SignInParts,
  account: Account,
  code: string,
  options: { flowId: string } | undefined,
  allowOther: boolean,
): Promise<SignInAnswer> {
  const { client, run } = sessions.open(account)
  // The new session is written over the old one, which would be lost if it turned out to be another user's.
  const before = await store.secrets.get(SESSION)
  try {
    const { data, error } = await run(client.exchangeCodeForSession(code, options))
    if (error || !data.session) return refusedExchange(error)
    const { session } = data
    if (account.userId !== '' && account.userId !== session.user.id && !allowOther) {
      await run(client.signOut({ scope: 'local' })).catch(() => undefined)
      await restore(store, before)
      return failed('other-user', nameOf(session))
    }
    await store.write(signedIn(account, session))
    return { ok: true }
  } catch (error) {
    return networkFailure(error)
  }
}

async function restore({ secrets }: AccountStore, before: string | null): Promise<void> {
  await secrets.clear()
  if (before !== null) await secrets.put(SESSION, before)
}

const signedIn = (account: Account, session: AuthSession): Account => ({
  ...account,
  state: 'signed-in',
  userId: session.user.id,
  name: nameOf(session),
  provider: String(session.user.app_metadata.provider ?? ''),
})

/** The auth service took the code for none of its own, or for too old. */
function refusedExchange(error: unknown): SignInAnswer {
  const code = isAuthError(error) ? (error.code ?? '') : ''
  return failed(code === '' ? 'server' : reasonOf(code), String(error))
}

function networkFailure(error: unknown): SignInAnswer {
  if (!isSyncFailure(error)) throw error
  const { reason, detail } = error
  const known = reason === 'offline' || reason === 'unreachable' || reason === 'timeout'
  return failed(known ? reason : 'server', detail)
}

function nameOf({ user }: AuthSession): string {
  const { user_name: login, full_name: full, name } = user.user_metadata
  const known = [login, full, name, user.email].find(
    (each) => typeof each === 'string' && each !== '',
  )
  return String(known ?? '').slice(0, 200)
}

/** A window that shows an error tells nobody which: what it can be is asked for. */
async function whyEnded(
  { redirectAddress, network = NETWORK }: SignInParts,
  account: Account,
  provider: string,
  end: WindowEnd,
): Promise<SignInAnswer> {
  if (end === 'closed') return failed('cancelled', redirectAddress)
  try {
    const settings = await readSettings(account, network)
    if ('reason' in settings) return failed('server', settings.reason)
    if (!settings.providers.includes(provider)) return failed('provider-disabled', provider)
    return failed('redirect-not-allowed', redirectAddress)
  } catch (error) {
    return networkFailure(error)
  }
}
