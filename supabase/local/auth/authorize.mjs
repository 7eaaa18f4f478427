import { redirect } from '../answers.mjs'
import { inTransaction } from '../database.mjs'
import { readToken, signToken } from '../tokens.mjs'
import { authError } from './errors.mjs'
import { isRedirectAllowed } from './redirect-allowed.mjs'

/** Seconds somebody may take at the provider. */
const STATE_SECONDS = 300

/** `GET /authorize`: remembers the challenge and sends the browser to the provider. */
export async function authorize(context, url) {
  const provider = url.searchParams.get('provider') ?? ''
  const challenge = url.searchParams.get('code_challenge') ?? ''
  const method = url.searchParams.get('code_challenge_method') ?? ''
  if (!context.providers.includes(provider))
    throw authError(400, 'validation_failed', 'Unsupported provider: provider is not enabled')
  if (!/^[\w.~-]{43,128}$/.test(challenge) || method.toLowerCase() !== 's256')
    throw authError(400, 'validation_failed', 'code challenge does not conform to RFC 7636')
  const { rows } = await context.pool.query(
    'insert into stand_in.flows (provider, challenge, method) values ($1, $2, $3) returning id',
    [provider, challenge, method],
  )
  const state = signToken(
    {
      provider,
      flow: rows[0].id,
      referrer: referrerOf(context, url.searchParams.get('redirect_to') ?? ''),
      exp: Math.floor(Date.now() / 1000) + STATE_SECONDS,
    },
    context.secret,
  )
  const there = new URL('/provider/authorize', url)
  there.searchParams.set('state', state)
  return redirect(there.href)
}

/** An address that is not allowed is not refused: the browser ends at the site, and nobody is told why. */
const referrerOf = ({ siteUrl, redirectUrls }, wanted) =>
  isRedirectAllowed(wanted, siteUrl, redirectUrls) ? wanted : siteUrl

/** `GET /callback`: the provider's answer, handed on as a code or an error. */
export async function callback(context, url) {
  const { claims: state, fault } = readToken(url.searchParams.get('state') ?? '', context.secret)
  if (fault || !state?.flow)
    return back(context.siteUrl, 'invalid_request', 'bad_oauth_state', 'OAuth state is invalid')
  const error = url.searchParams.get('error')
  if (error)
    return back(state.referrer, error, error, url.searchParams.get('error_description') ?? '')
  const { claims: account } = readToken(url.searchParams.get('code') ?? '', context.secret)
  if (!account?.name)
    return back(
      state.referrer,
      'server_error',
      'unexpected_failure',
      'Unable to exchange external code',
    )
  const user = await accountOf(context, state.provider, account.name)
  if (!user)
    return back(
      state.referrer,
      'access_denied',
      'signup_disabled',
      'Signups not allowed for this instance',
    )
  if (user.banned) return back(state.referrer, 'access_denied', 'user_banned', 'User is banned')
  const { rows } = await context.pool.query(
    'update stand_in.flows set user_id = $2 where id = $1 returning auth_code',
    [state.flow, user.user_id],
  )
  if (!rows[0])
    return back(state.referrer, 'invalid_request', 'flow_state_not_found', 'invalid flow state')
  const target = new URL(state.referrer)
  target.searchParams.set('code', rows[0].auth_code)
  return redirect(target.href)
}

/** Errors stand in the query and in the fragment, as the auth service puts them. */
function back(address, error, code, description) {
  const target = new URL(address)
  const told = new URLSearchParams({ error, error_code: code, error_description: description })
  for (const [name, value] of told) target.searchParams.set(name, value)
  target.hash = told.toString()
  return redirect(target.href)
}

/** The user of a provider's account, made where it is new. */
export async function accountOf({ pool, signUps = true }, provider, name) {
  const known = await pool.query(
    'select * from stand_in.accounts where provider = $1 and name = $2',
    [provider, name],
  )
  if (known.rows[0] || !signUps) return known.rows[0]
  return inTransaction(pool, async (client) => {
    const email = `${encodeURIComponent(name)}@${provider}.example`
    const { rows } = await client.query(
      'insert into auth.users (id, email) values (gen_random_uuid(), $1) returning id',
      [email],
    )
    const made = await client.query(
      'insert into stand_in.accounts (user_id, provider, name) values ($1, $2, $3) returning *',
      [rows[0].id, provider, name],
    )
    return made.rows[0]
  })
}
