import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { StandIn } from '../../supabase/local/stand-in.mjs'
import { AUTH_METHODS } from '../../utils/auth/auth-methods.ts'
import type { Session } from '../../utils/auth/sessions.ts'
import { SyncFailure } from '../../utils/model/sync-failure.ts'
import { BACK, type Client, makeClient } from './client.ts'
import { startOnNewDatabase } from './start-stand-in.ts'
import { IS_STAND_IN } from './target.ts'

const REFRESH = /grant_type=refresh_token/
const TOKEN_PATH = /\/auth\/v1\/token/

describe.runIf(IS_STAND_IN)('the session of a browser', () => {
  let standIn: StandIn
  let client: Client
  beforeAll(async () => {
    standIn = await startOnNewDatabase({ redirectUrls: [BACK] })
  })
  afterAll(() => standIn.close())
  beforeEach(async () => {
    client = await makeClient(standIn)
    await client.signIn('ann')
    client.network.asked.length = 0
  })
  afterEach(() => {
    standIn.settings.tokenSeconds = 3600
    standIn.settings.reuseSeconds = 10
    standIn.faults.clear()
  })

  it('is kept by the library as it ships: without what nobody calls', () => {
    const { client: library } = client.sessions.open({ url: standIn.url, key: '' })
    expect(AUTH_METHODS.filter((name) => !(name in library))).toEqual([])
    expect('signInWithPassword' in library).toBe(false)
  })

  /** A call that is refused with every token but new ones. */
  const refusing = (old: string) => async (session: Session) => {
    if (session.token === old) throw new SyncFailure('unauthorized')
    return session.token
  }
  /** Makes the stored access token one that has run out. */
  const storeExpired = async () => {
    const text = (await client.store.secrets.get('session')) ?? '{}'
    const session = JSON.parse(text) as Record<string, unknown>
    // Straight into the database, as time would have it.
    await client.store.secrets.put('session', JSON.stringify({ ...session, expires_at: 1 }))
  }

  it('is used as it is while it is good', async () => {
    for (let n = 0; n < 5; n++) await client.sessions.session()
    expect(client.network.asked).toEqual([])
  })

  it('is renewed once for many who need it at once', async () => {
    await storeExpired()
    const tokens = await Promise.all(Array.from({ length: 20 }, () => client.sessions.session()))
    expect(client.network.count(REFRESH)).toBe(1)
    expect(new Set(tokens.map(({ token }) => token)).size).toBe(1)
  })

  it('is renewed once for many whose calls were refused at once', async () => {
    const { token } = await client.sessions.session()
    standIn.settings.tokenSeconds = 3601
    const calls = Array.from({ length: 20 }, () => client.sessions.withSession(refusing(token)))
    expect(new Set(await Promise.all(calls)).size).toBe(1)
    expect(client.network.count(REFRESH)).toBe(1)
  })

  it('is given to a refused call once more, and no third time', async () => {
    let calls = 0
    const call = client.sessions.withSession(async () => {
      calls++
      throw new SyncFailure('unauthorized')
    })
    await expect(call).rejects.toMatchObject({ reason: 'session-refused' })
    expect(calls).toBe(2)
    expect(client.network.count(REFRESH)).toBe(1)
    expect(await client.store.read()).toMatchObject({ state: 'signed-in' })
  })

  it('passes other failures on without renewing', async () => {
    const call = client.sessions.withSession(() => Promise.reject(new SyncFailure('busy')))
    await expect(call).rejects.toMatchObject({ reason: 'busy' })
    expect(client.network.asked).toEqual([])
  })

  it('lives on when the answer to a renewal was lost', async () => {
    await storeExpired()
    standIn.faults.add({ path: TOKEN_PATH, cut: 'after' })
    await expect(client.sessions.session()).rejects.toMatchObject({ reason: 'unreachable' })
    expect((await client.sessions.session()).token).toMatch(/^eyJ/)
    expect(await client.store.read()).toMatchObject({ state: 'signed-in' })
  })

  it('lives on when the answer was lost long ago', async () => {
    standIn.settings.reuseSeconds = 0
    await storeExpired()
    standIn.faults.add({ path: TOKEN_PATH, cut: 'after' })
    await expect(client.sessions.session()).rejects.toThrow()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect((await client.sessions.session()).token).toMatch(/^eyJ/)
  })

  it.each([
    [
      'busy',
      {
        status: 429,
        body: { code: 'over_request_rate_limit', message: '' },
        headers: { 'retry-after': '7' },
      },
    ],
    ['busy', { status: 409, body: { code: 'conflict', message: '' } }],
    ['server', { status: 500, body: { code: 'unexpected_failure', message: '' } }],
    ['server', { status: 502, body: '<html>Bad gateway</html>' }],
    ['bad-answer', { status: 403, body: '<html>Please sign in to the hotel’s network</html>' }],
    ['bad-answer', { status: 404, body: '<html>Not found</html>' }],
    ['bad-answer', { status: 200, body: '<html>Welcome to the hotel</html>' }],
    ['bad-answer', { status: 200, body: {} }],
    [
      'bad-answer',
      {
        status: 200,
        body: { access_token: 'a\r\nb', refresh_token: 'r', expires_in: 9, user: { id: 'x' } },
      },
    ],
    ['bad-answer', { status: 401, body: { message: 'Invalid API key' } }],
    ['bad-answer', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }],
  ])('is kept when %s is all that the server has: %j', async (reason, answer) => {
    await storeExpired()
    standIn.faults.add({ path: TOKEN_PATH, answer })
    await expect(client.sessions.session()).rejects.toMatchObject({ reason })
    expect(await client.store.read()).toMatchObject({ state: 'signed-in' })
    expect((await client.sessions.session()).token).toMatch(/^eyJ/)
  })

  it('says when a busy server wants to be asked again', async () => {
    await storeExpired()
    standIn.faults.add({
      path: TOKEN_PATH,
      answer: { status: 429, headers: { 'retry-after': '7' } },
    })
    const failure = await client.sessions.session().catch((error: unknown) => error)
    expect((failure as SyncFailure).retryAt - Date.now()).toBeGreaterThan(5000)
  })

  it('is kept while offline, without asking', async () => {
    await storeExpired()
    client.network.online = false
    await expect(client.sessions.session()).rejects.toMatchObject({ reason: 'offline' })
    expect(client.network.asked).toEqual([])
    expect(await client.store.read()).toMatchObject({ state: 'signed-in' })
  })

  it.each([
    ['was ended in another browser', 'delete from stand_in.sessions'],
    ['belongs to a user that is no more', 'delete from auth.users'],
    ['belongs to a user that was banned', 'update stand_in.accounts set banned = true'],
  ])('expires when it %s, and the account is remembered', async (_why, sql) => {
    await storeExpired()
    const before = await client.store.read()
    await standIn.pool.query(sql)
    await expect(client.sessions.session()).rejects.toMatchObject({ reason: 'unauthorized' })
    expect(await client.store.read()).toEqual({ ...before, state: 'expired' })
    expect(await client.store.secrets.get('session')).toBeNull()
    await standIn.pool.query('update stand_in.accounts set banned = false')
  })

  it.each([
    'refresh_token_not_found',
    'refresh_token_already_used',
    'session_expired',
    'validation_failed',
  ])('expires by %s, in the older form of errors, too', async (code) => {
    await storeExpired()
    standIn.faults.add({
      path: TOKEN_PATH,
      answer: { status: 400, body: { code: 400, error_code: code, msg: '' } },
    })
    await expect(client.sessions.session()).rejects.toMatchObject({ reason: 'unauthorized' })
    expect(await client.store.read()).toMatchObject({ state: 'expired' })
  })

  it('expires when its refresh token was stolen and used', async () => {
    standIn.settings.reuseSeconds = 0
    const stolen = JSON.parse((await client.store.secrets.get('session')) ?? '{}') as {
      refresh_token: string
    }
    const use = async (token: string) => {
      const response = await fetch(`${standIn.url}/auth/v1/token?grant_type=refresh_token`, {
        method: 'POST',
        headers: { apikey: standIn.keys.publishable, 'content-type': 'application/json' },
        body: JSON.stringify({ refresh_token: token }),
      })
      return ((await response.json()) as { refresh_token: string }).refresh_token
    }
    await use(await use(stolen.refresh_token))
    await new Promise((resolve) => setTimeout(resolve, 50))
    await storeExpired()
    await expect(client.sessions.session()).rejects.toMatchObject({ reason: 'unauthorized' })
    expect(await client.store.read()).toMatchObject({ state: 'expired' })
  })

  it('is asked for no more once it expired, and comes back by signing in', async () => {
    await storeExpired()
    await standIn.pool.query('delete from stand_in.sessions')
    await expect(client.sessions.session()).rejects.toThrow()
    client.network.asked.length = 0
    await expect(client.sessions.session()).rejects.toMatchObject({ reason: 'unauthorized' })
    expect(client.network.asked).toEqual([])
    expect(await client.signIn('ann')).toEqual({ ok: true })
    expect((await client.sessions.session()).token).toMatch(/^eyJ/)
  })

  it.each([[-3600], [3600]])(
    'is not renewed at each call by a clock that is %i s off',
    async (seconds) => {
      // The library reads the clock itself; what is stored is made by ours.
      const real = Date.now
      Date.now = () => real() + seconds * 1000
      try {
        const other = await makeClient(standIn)
        await other.signIn('ann')
        other.network.asked.length = 0
        for (let n = 0; n < 3; n++) await other.sessions.session()
        expect(other.network.count(REFRESH)).toBe(0)
      } finally {
        Date.now = real
      }
    },
  )

  it('is not used for another user, whatever the server says', async () => {
    await client.store.write({ ...(await client.store.read()), userId: crypto.randomUUID() })
    await expect(client.sessions.session()).rejects.toMatchObject({ reason: 'unauthorized' })
    expect(await client.store.read()).toMatchObject({ state: 'expired' })
    expect(await client.store.secrets.get('session')).toBeNull()
  })

  it('ends with its project: no token of it reaches another', async () => {
    await client.store.write({ ...(await client.store.read()), url: 'https://other.example' })
    expect(await client.store.secrets.get('session')).toBeNull()
    await expect(client.sessions.session()).rejects.toMatchObject({ reason: 'unauthorized' })
    expect(client.network.asked).toEqual([])
  })
})
