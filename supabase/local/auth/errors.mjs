import { refuse } from '../answers.mjs'

/** An error as the auth service tells it to clients that ask for the newer form, which supabase-js does. */
export const authError = (status, code, message) =>
  refuse(status, { code, message }, { 'x-supabase-api-version': '2024-01-01' })

export function badToken(fault) {
  const why =
    fault === 'expired'
      ? 'token has invalid claims: token is expired'
      : 'token is malformed: token contains an invalid number of segments'
  return authError(403, 'bad_jwt', `invalid JWT: unable to parse or verify signature, ${why}`)
}
