import { SyncFailure } from '../model/sync-failure.ts'
import { type Answered, ask, fieldsOf, jsonOf, NETWORK, retryAtOf } from './ask.ts'

/** A session with its user is some 3 kB; providers may add pictures and claims of their own. */
const MOST_BYTES = 512 * 1024

/**
 * Answers by which the auth service ends a session. All else that refuses a refresh, such as a busy gateway or the
 * sign-in page of a hotel, says nothing of the session.
 */
const ENDINGS = new Set([
  'refresh_token_not_found',
  'refresh_token_already_used',
  'session_not_found',
  'session_expired',
  'user_not_found',
  'user_banned',
  // A token that this server never gave: the project is another one, or was put back to a former state.
  'validation_failed',
])

/**
 * `fetch` for the library of Supabase, which forgets a session after any refusal that is not an error 5xx, and after
 * an answer without tokens. What is not plainly the auth service's own word becomes a network failure, which keeps it.
 * It would also repeat itself for half a minute; after the first failure nothing is asked any more.
 * @param onFailure is told what it became, since the library hides it
 */
export function guardAnswers(
  onFailure: (failure: SyncFailure) => void,
  network = NETWORK,
): typeof fetch {
  let failed: SyncFailure | undefined
  return async (input, init) => {
    if (failed) throw failed
    const url = String(input instanceof Request ? input.url : input)
    try {
      const answered = await ask(
        url,
        {
          method: init?.method ?? 'GET',
          headers: Object.fromEntries(new Headers(init?.headers)),
          ...(typeof init?.body === 'string' ? { body: init.body } : {}),
          mostBytes: MOST_BYTES,
        },
        network,
      )
      if (/\/token\?/.test(url)) checkTokens(answered, url)
      const { status, headers, bytes } = answered
      return new Response(status === 204 ? null : bytes, { status, headers })
    } catch (error) {
      if (error instanceof SyncFailure) {
        failed = error
        onFailure(error)
      }
      throw error
    }
  }
}

function checkTokens(answered: Answered, url: string): void {
  const { status, headers } = answered
  const told = fieldsOf(jsonOf(answered))
  if (status === 200) {
    if (isSession(told)) return
    throw new SyncFailure('bad-answer', 'no session')
  }
  const code = told['error_code'] ?? told['code']
  // Whoever signs in has no session that could be lost: the service's word is passed on.
  const known = /grant_type=refresh_token/.test(url)
    ? ENDINGS.has(String(code))
    : typeof code === 'string'
  if (known && status < 500 && status !== 429) return
  // Too many renewals of one session at once are a 409.
  if (status === 409 || status === 429 || status === 503)
    throw new SyncFailure('busy', `HTTP ${status}`, retryAtOf(headers))
  throw new SyncFailure(status >= 500 ? 'server' : 'bad-answer', `HTTP ${status}`)
}

function isSession(told: Record<string, unknown>): boolean {
  const { access_token: access, refresh_token: refresh, expires_in: seconds } = told
  const user = fieldsOf(told['user'])
  return (
    isToken(access) &&
    isToken(refresh) &&
    typeof seconds === 'number' &&
    seconds > 0 &&
    typeof user['id'] === 'string'
  )
}

/** It goes into a header, so it must not hold what ends one. */
const isToken = (value: unknown): boolean =>
  typeof value === 'string' && /^[\w.~+/=-]+$/.test(value)
