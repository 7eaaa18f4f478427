import { randomBytes } from 'node:crypto'
import { inTransaction } from '../database.mjs'
import { signToken } from '../tokens.mjs'
import { authError } from './errors.mjs'

/** A new session of a user. */
export async function startSession(context, userId) {
  return inTransaction(context.pool, async (client) => {
    const { rows } = await client.query(
      'insert into stand_in.sessions (user_id) values ($1) returning id',
      [userId],
    )
    const token = await addToken(client, rows[0].id)
    return sessionBody(context, client, userId, rows[0].id, token)
  })
}

/**
 * A refresh token for the next one. A used one is good again for some seconds, and as long as its successor was
 * not used: the client may have missed the answer. Else somebody has stolen it, and the session ends.
 */
export async function refreshSession(context, token) {
  const outcome = await inTransaction(context.pool, async (client) => {
    const found = await readRefreshToken(client, token)
    if (!found) return { error: gone('refresh_token_not_found', 'Refresh Token Not Found') }
    if (found.banned) return { error: gone('user_banned', 'User Banned') }
    const { session_id: session, user_id: user } = found
    if (!found.revoked) {
      await client.query(
        'update stand_in.refresh_tokens set revoked = true, updated_at = clock_timestamp() where token = $1',
        [token],
      )
      const next = await addToken(client, session, token)
      return { body: await sessionBody(context, client, user, session, next) }
    }
    const active = await activeToken(client, session)
    if (active?.parent === token)
      return { body: await sessionBody(context, client, user, session, active.token) }
    if (found.age <= context.reuseSeconds) {
      const next = await addToken(client, session, token)
      return { body: await sessionBody(context, client, user, session, next) }
    }
    // Committed although it is refused: all tokens of the family are worthless from now on.
    await client.query('update stand_in.refresh_tokens set revoked = true where session_id = $1', [
      session,
    ])
    return { error: gone('refresh_token_already_used', 'Already Used') }
  })
  if (outcome.error) throw outcome.error
  return outcome.body
}

const gone = (code, why) => authError(400, code, `Invalid Refresh Token: ${why}`)

async function readRefreshToken(client, token) {
  // Two refreshes of one session wait for each other.
  const { rows } = await client.query(
    `select t.token, t.revoked, t.session_id, s.user_id, a.banned,
        extract(epoch from clock_timestamp() - t.updated_at)::float as age
      from stand_in.refresh_tokens t join stand_in.sessions s on s.id = t.session_id
      join stand_in.accounts a on a.user_id = s.user_id
      where t.token = $1 for update of s`,
    [token],
  )
  if (!rows[0]) return undefined
  // It may have been used while this waited for the lock.
  const again = await client.query(
    'select revoked, extract(epoch from clock_timestamp() - updated_at)::float as age from stand_in.refresh_tokens where token = $1',
    [token],
  )
  return { ...rows[0], ...again.rows[0] }
}

async function activeToken(client, session) {
  const { rows } = await client.query(
    'select token, parent from stand_in.refresh_tokens where session_id = $1 and not revoked order by updated_at desc limit 1',
    [session],
  )
  return rows[0]
}

async function addToken(client, session, parent) {
  const token = randomBytes(9).toString('base64url')
  await client.query(
    'insert into stand_in.refresh_tokens (token, parent, session_id) values ($1, $2, $3)',
    [token, parent ?? null, session],
  )
  return token
}

async function sessionBody(context, client, userId, sessionId, refreshToken) {
  const user = await readUser(client, userId)
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: `${context.url}/auth/v1`,
    sub: userId,
    aud: 'authenticated',
    exp: now + context.tokenSeconds,
    iat: now,
    email: user.email,
    phone: '',
    app_metadata: user.app_metadata,
    user_metadata: user.user_metadata,
    role: 'authenticated',
    aal: 'aal1',
    amr: [{ method: 'oauth', timestamp: now }],
    session_id: sessionId,
    is_anonymous: false,
  }
  return {
    access_token: signToken(claims, context.secret),
    token_type: 'bearer',
    expires_in: context.tokenSeconds,
    expires_at: claims.exp,
    refresh_token: refreshToken,
    user,
  }
}

/** A user as the auth service tells of one. */
export async function readUser(client, userId) {
  const { rows } = await client.query(
    `select u.id, u.email, a.provider, a.name from auth.users u
      join stand_in.accounts a on a.user_id = u.id where u.id = $1`,
    [userId],
  )
  if (!rows[0]) throw authError(403, 'user_not_found', 'User from sub claim in JWT does not exist')
  const { id, email, provider, name } = rows[0]
  return {
    id,
    aud: 'authenticated',
    role: 'authenticated',
    email,
    phone: '',
    app_metadata: { provider, providers: [provider] },
    user_metadata: { full_name: name, name, user_name: name, email, email_verified: true },
    identities: [],
    created_at: new Date(0).toISOString(),
    updated_at: new Date(0).toISOString(),
    is_anonymous: false,
  }
}
