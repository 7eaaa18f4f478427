import { describe, expect } from 'vitest'
import { bearer, codeOf, postJson, preflight, send } from './requests.ts'
import { holds, useTarget } from './target.ts'

const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

describe('the auth service', () => {
  const target = useTarget()

  const refresh = (token: string) =>
    postJson(
      target(),
      '/auth/v1/token?grant_type=refresh_token',
      { refresh_token: token },
      {
        'x-supabase-api-version': '2024-01-01',
      },
    )

  holds('tells which providers are enabled', async () => {
    const { status, json } = await send(target(), '/auth/v1/settings')
    expect(status).toBe(200)
    expect(json['external']).toMatchObject({
      github: expect.any(Boolean),
      google: expect.any(Boolean),
    })
    expect(json['disable_signup']).toEqual(expect.any(Boolean))
  })

  holds('refuses a key that is not the project’s', async () => {
    const { status, json } = await send(
      { ...target(), key: 'sb_publishable_wrong' },
      '/auth/v1/settings',
    )
    expect(status).toBe(401)
    expect(json['message']).toEqual(expect.any(String))
  })

  holds('wants a key at all', async () => {
    expect((await fetch(`${target().url}/auth/v1/settings`)).status).toBe(401)
  })

  holds('says whose a session is', async () => {
    const ann = await target().signIn('ann')
    const { status, json } = await send(target(), '/auth/v1/user', { headers: bearer(ann) })
    expect(status).toBe(200)
    expect(json).toMatchObject({ id: ann.userId, app_metadata: {}, user_metadata: {} })
  })

  holds('gives a new session for a refresh token', async () => {
    const ann = await target().signIn('ann')
    const { status, json } = await refresh(ann.refresh)
    expect(status).toBe(200)
    expect(json).toMatchObject({
      access_token: expect.any(String),
      token_type: 'bearer',
      expires_in: expect.any(Number),
      expires_at: expect.any(Number),
      user: { id: ann.userId },
    })
    expect(json['refresh_token']).not.toBe(ann.refresh)
  })

  holds('takes a used refresh token again while its successor was not used', async () => {
    const ann = await target().signIn('ann')
    const first = await refresh(ann.refresh)
    const again = await refresh(ann.refresh)
    expect(again.status).toBe(200)
    expect(again.json['refresh_token']).toBe(first.json['refresh_token'])
  })

  holds('gives two who refresh at once sessions that both work', async () => {
    const ann = await target().signIn('ann')
    const answers = await Promise.all([refresh(ann.refresh), refresh(ann.refresh)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
  })

  holds('refuses a refresh token that it does not know', async () => {
    const told = await refresh('nevergiven12')
    expect(told.status).toBe(400)
    expect(['refresh_token_not_found', 'validation_failed']).toContain(codeOf(told))
  })

  holds('ends one session, and no other, by a local sign-out', async () => {
    const [here, there] = [await target().signIn('ann'), await target().signIn('ann')]
    const out = await postJson(target(), '/auth/v1/logout?scope=local', {}, bearer(here))
    expect(out.status).toBe(204)
    expect(codeOf(await refresh(here.refresh))).toBe('refresh_token_not_found')
    expect((await refresh(there.refresh)).status).toBe(200)
  })

  holds('ends all sessions by a global sign-out', async () => {
    const [here, there] = [await target().signIn('bob'), await target().signIn('bob')]
    await postJson(target(), '/auth/v1/logout?scope=global', {}, bearer(here))
    expect((await refresh(there.refresh)).status).toBe(400)
  })

  holds('refuses the token of a session that was ended', async () => {
    const ann = await target().signIn('ann')
    await postJson(target(), '/auth/v1/logout?scope=local', {}, bearer(ann))
    const { status } = await send(target(), '/auth/v1/user', { headers: bearer(ann) })
    expect(status).toBe(403)
  })

  holds('refuses a code that it never gave', async () => {
    const told = await postJson(
      target(),
      '/auth/v1/token?grant_type=pkce',
      { auth_code: crypto.randomUUID(), code_verifier: 'v'.repeat(50) },
      { 'x-supabase-api-version': '2024-01-01' },
    )
    expect(told.status).toBeGreaterThanOrEqual(400)
    expect(codeOf(told)).toBe('flow_state_not_found')
  })

  holds('sends nobody to a provider that is not enabled', async () => {
    const query = `provider=nobody&code_challenge=${CHALLENGE}&code_challenge_method=s256`
    expect((await send(target(), `/auth/v1/authorize?${query}`)).status).toBe(400)
  })

  holds('lets other origins ask the auth service', async () => {
    const asked = ['apikey', 'content-type', 'x-supabase-api-version']
    const { status, headers } = await preflight(target(), '/auth/v1/token', 'POST', asked)
    expect(status).toBeLessThan(300)
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-allow-headers')).toMatch(/apikey|\*/i)
  })
})
