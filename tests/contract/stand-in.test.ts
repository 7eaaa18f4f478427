import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isRedirectAllowed } from '../../supabase/local/auth/redirect-allowed.mjs'
import type { StandIn } from '../../supabase/local/stand-in.mjs'
import { postJson, send } from './requests.ts'
import { startOnNewDatabase } from './start-stand-in.ts'
import { IS_STAND_IN } from './target.ts'
import { walkSignIn } from './walk-sign-in.ts'

const BACK = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/auth'
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

describe.runIf(IS_STAND_IN)('the stand-in', () => {
  let standIn: StandIn
  beforeAll(async () => {
    standIn = await startOnNewDatabase({ redirectUrls: [BACK], reuseSeconds: 0.2 })
  })
  afterAll(() => standIn.close())

  const target = () => ({ url: standIn.url, key: standIn.keys.publishable })
  const authorize = (back = BACK) =>
    `${standIn.url}/auth/v1/authorize?provider=github&redirect_to=${encodeURIComponent(back)}&code_challenge=${CHALLENGE}&code_challenge_method=s256`
  const exchange = (code: string | null, verifier = VERIFIER) =>
    postJson(target(), '/auth/v1/token?grant_type=pkce', {
      auth_code: code,
      code_verifier: verifier,
    })
  const refresh = (token: unknown) =>
    postJson(target(), '/auth/v1/token?grant_type=refresh_token', { refresh_token: token })

  it('plays the provider, and gives a session for the code and its verifier, once', async () => {
    const landed = new URL(await walkSignIn(authorize(), 'ann'))
    expect(`${landed.origin}${landed.pathname}`).toBe(BACK)
    const code = landed.searchParams.get('code')
    expect((await exchange(code, 'x'.repeat(43))).json['code']).toBe('bad_code_verifier')
    const { status, json } = await exchange(code)
    expect(status).toBe(200)
    expect(json['user']).toMatchObject({ email: 'ann@github.example' })
    expect((await exchange(code)).json['code']).toBe('flow_state_not_found')
  })

  it('shows a page with the users that were there, without their names as markup', async () => {
    await walkSignIn(authorize(), '<img src=x>')
    const begun = await fetch(authorize(), { redirect: 'manual' })
    const page = await fetch(begun.headers.get('location') ?? '')
    const text = await page.text()
    expect(text).toContain('&lt;img src=x&gt;')
    expect(text).not.toContain('<img')
  })

  it('hands on that somebody said no', async () => {
    const landed = new URL(await walkSignIn(authorize(), undefined))
    expect(landed.searchParams.get('error')).toBe('access_denied')
    expect(landed.hash).toContain('error=access_denied')
  })

  it('ends at the site where the address is not on the list', async () => {
    const landed = await walkSignIn(authorize('https://other.chromiumapp.org/auth'), 'ann')
    expect(landed).toMatch(/^http:\/\/localhost:3000\/\?code=/)
  })

  it('takes no new users where sign-ups are closed', async () => {
    standIn.settings.signUps = false
    const landed = new URL(await walkSignIn(authorize(), 'stranger'))
    standIn.settings.signUps = true
    expect(landed.searchParams.get('error_code')).toBe('signup_disabled')
  })

  it('ends the session when a used refresh token comes back late', async () => {
    const { refresh_token: stolen } = await standIn.signIn('carl')
    const second = (await refresh(stolen)).json['refresh_token']
    const third = (await refresh(second)).json['refresh_token']
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect((await refresh(stolen)).json['code']).toBe('refresh_token_already_used')
    expect((await refresh(third)).status).toBe(400)
  })

  it('refuses tokens that ran out, each service in its own words', async () => {
    standIn.settings.tokenSeconds = -1
    const { access_token: late } = await standIn.signIn('dora')
    standIn.settings.tokenSeconds = 3600
    const headers = { authorization: `Bearer ${late}` }
    const rpc = await postJson(target(), '/rest/v1/rpc/sync_digest', {}, headers)
    expect([rpc.status, rpc.json['code']]).toEqual([401, 'PGRST303'])
    const user = await send(target(), '/auth/v1/user', { headers })
    expect(user.status).toBe(403)
    const upload = await postJson(target(), '/storage/v1/object/bodies/x', {}, headers)
    expect(upload.json['statusCode']).toBe('403')
    // Reading is for everybody where the bucket is, so there it is as if nobody had come.
    const object = await send(target(), '/storage/v1/object/bodies/x', { headers })
    expect(object.json).toMatchObject({ statusCode: '404', message: 'Bucket not found' })
  })

  it('takes the older keys, too, and has roles for all', async () => {
    for (const key of [standIn.keys.anon, standIn.keys.service, standIn.keys.secret])
      expect((await send({ ...target(), key }, '/auth/v1/settings')).status).toBe(200)
  })

  it('fails as it is told to', async () => {
    const settings = () => send(target(), '/auth/v1/settings')
    standIn.faults.add({ path: /settings/, answer: { status: 503 }, times: 2 })
    expect([(await settings()).status, (await settings()).status]).toEqual([503, 503])
    expect((await settings()).status).toBe(200)
    for (const cut of ['before', 'middle', 'after'] as const) {
      standIn.faults.add({ path: /settings/, cut })
      await expect(settings()).rejects.toThrow()
    }
  })

  it('does what it was asked for before it cuts the answer', async () => {
    const { refresh_token: token } = await standIn.signIn('emil')
    standIn.faults.add({ path: /token/, cut: 'after' })
    await expect(refresh(token)).rejects.toThrow()
    const { rows } = await standIn.pool.query(
      'select revoked from stand_in.refresh_tokens where token = $1',
      [token],
    )
    expect(rows).toEqual([{ revoked: true }])
  })
})

describe('the allow list', () => {
  it.each([
    ['https://a.chromiumapp.org/auth', ['https://a.chromiumapp.org/auth'], true],
    ['https://a.chromiumapp.org/auth', ['https://a.chromiumapp.org'], false],
    ['https://a.chromiumapp.org/auth', ['https://a.chromiumapp.org/*'], true],
    ['https://a.chromiumapp.org/auth/x', ['https://a.chromiumapp.org/*'], false],
    ['https://a.chromiumapp.org/auth/x', ['https://a.chromiumapp.org/**'], true],
    ['https://a.chromiumapp.org/auth', ['https://*.chromiumapp.org/auth'], true],
    ['https://a.b.chromiumapp.org/auth', ['https://*.chromiumapp.org/auth'], false],
    ['https://evil.example/?a.chromiumapp.org/', ['https://a.chromiumapp.org/**'], false],
    ['http://127.0.0.1:5173/x', [], true],
    ['https://site.example/deep', [], true],
    ['no address', ['**'], false],
  ])('lets %s by %j: %s', (address, allowed, right) => {
    expect(isRedirectAllowed(address, 'https://site.example', allowed)).toBe(right)
  })
})
