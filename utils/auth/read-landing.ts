import type { SignInReason } from '../model/cloud.ts'

/** What the address that a sign-in ended at says. */
export type Landing = { code: string } | { reason: SignInReason; detail: string }

const REASONS: Record<string, SignInReason> = {
  access_denied: 'denied',
  signup_disabled: 'sign-ups-closed',
  user_banned: 'banned',
  bad_oauth_state: 'too-late',
  flow_state_expired: 'too-late',
  flow_state_not_found: 'too-late',
  provider_disabled: 'provider-disabled',
}

/**
 * Reads the address a sign-in ended at. Errors may stand in its query or behind its `#`.
 * @param address where it had to end
 */
export function readLanding(landed: string, address: string): Landing {
  if (!landed.startsWith(address)) return { reason: 'server', detail: 'ended elsewhere' }
  const { searchParams, hash } = new URL(landed)
  const behind = new URLSearchParams(hash.slice(1))
  const read = (name: string) => searchParams.get(name) ?? behind.get(name) ?? ''
  const error = read('error_code') || read('error')
  const detail = read('error_description').slice(0, 300)
  if (error) return { reason: reasonOf(error, read('error')), detail: detail || error }
  const code = searchParams.get('code') ?? ''
  return code ? { code } : { reason: 'server', detail: 'no code' }
}

/** The more precise of the two names first: a closed door is "denied" as well. */
export const reasonOf = (code: string, error = ''): SignInReason =>
  REASONS[code] ?? REASONS[error] ?? 'server'
