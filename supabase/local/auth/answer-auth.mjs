import { createHash } from 'node:crypto'
import { readJson } from '../answers.mjs'
import { claimsOf } from '../gateway.mjs'
import { authorize, callback } from './authorize.mjs'
import { authError, badToken } from './errors.mjs'
import { readUser, refreshSession, startSession } from './sessions.mjs'

/** Providers the settings endpoint names, whether a project has them or not. */
const PROVIDERS =
  'anonymous_users apple azure bitbucket discord facebook figma fly github gitlab google keycloak kakao linkedin linkedin_oidc notion spotify slack slack_oidc workos twitch twitter email phone zoom'.split(
    ' ',
  )

/** Seconds until a code is worthless. */
const CODE_SECONDS = 300

/** Everything below `/auth/v1` that Linkshot calls. */
export function answerAuth(context, request, url, bearer) {
  const call = `${request.method} ${url.pathname.slice('/auth/v1'.length)}`
  if (call === 'GET /settings') return settings(context)
  if (call === 'GET /authorize') return authorize(context, url)
  if (call === 'GET /callback') return callback(context, url)
  if (call === 'POST /token')
    return giveTokens(context, request, url.searchParams.get('grant_type'))
  if (call === 'GET /user') return whoIs(context, bearer)
  if (call === 'POST /logout')
    return logOut(context, bearer, url.searchParams.get('scope') ?? 'global')
  throw authError(404, 'not_found', '404 page not found')
}

function settings({ providers, signUps = true }) {
  const external = Object.fromEntries(PROVIDERS.map((name) => [name, providers.includes(name)]))
  return {
    status: 200,
    body: {
      external,
      disable_signup: !signUps,
      mailer_autoconfirm: false,
      phone_autoconfirm: false,
      sms_provider: '',
      saml_enabled: false,
      passkeys_enabled: false,
    },
  }
}

async function giveTokens(context, request, grant) {
  const body = await readJson(request)
  if (!body) throw authError(400, 'bad_json', 'Could not parse request body as JSON')
  if (grant === 'refresh_token') {
    if (typeof body.refresh_token !== 'string' || body.refresh_token === '')
      throw authError(400, 'validation_failed', 'refresh_token required')
    return { status: 200, body: await refreshSession(context, body.refresh_token) }
  }
  if (grant !== 'pkce') throw authError(400, 'invalid_credentials', 'unsupported_grant_type')
  return { status: 200, body: await exchangeCode(context, body) }
}

async function exchangeCode(context, { auth_code: code, code_verifier: verifier }) {
  if (!code || !verifier)
    throw authError(
      400,
      'validation_failed',
      'invalid request: both auth code and code verifier should be non-empty',
    )
  const { rows } = await context.pool.query(
    `select id, user_id, challenge, extract(epoch from now() - created_at)::float as age
      from stand_in.flows where auth_code::text = $1 and user_id is not null`,
    [String(code)],
  )
  const flow = rows[0]
  if (!flow)
    throw authError(404, 'flow_state_not_found', 'invalid flow state, no valid flow state found')
  if (flow.age > (context.codeSeconds ?? CODE_SECONDS))
    throw authError(422, 'flow_state_expired', 'invalid flow state, flow state has expired')
  if (createHash('sha256').update(String(verifier)).digest('base64url') !== flow.challenge)
    throw authError(
      400,
      'bad_code_verifier',
      'code challenge does not match previously saved code verifier',
    )
  // Once only: two who have the code can't both have a session.
  const taken = await context.pool.query('delete from stand_in.flows where id = $1', [flow.id])
  if (taken.rowCount !== 1)
    throw authError(404, 'flow_state_not_found', 'invalid flow state, no valid flow state found')
  return startSession(context, flow.user_id)
}

async function callerOf(context, bearer) {
  const claims = claimsOf(bearer, context.secret, badToken)
  if (!claims.sub)
    throw authError(401, 'no_authorization', 'This endpoint requires a valid Bearer token')
  const { rowCount } = await context.pool.query('select from stand_in.sessions where id = $1', [
    claims.session_id,
  ])
  if (rowCount === 0)
    throw authError(403, 'session_not_found', 'Session from session_id claim in JWT does not exist')
  return claims
}

async function whoIs(context, bearer) {
  const { sub } = await callerOf(context, bearer)
  return { status: 200, body: await readUser(context.pool, sub) }
}

async function logOut(context, bearer, scope) {
  const { sub, session_id: session } = await callerOf(context, bearer)
  const where = {
    global: 'user_id = $1 and $2::uuid is not null',
    local: 'user_id = $1 and id = $2',
    others: 'user_id = $1 and id <> $2',
  }
  if (!where[scope])
    throw authError(400, 'validation_failed', `Unsupported logout scope "${scope}"`)
  await context.pool.query(`delete from stand_in.sessions where ${where[scope]}`, [sub, session])
  return { status: 204 }
}
