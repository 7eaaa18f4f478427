import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { StandIn } from '../../supabase/local/stand-in.mjs'
import { signIn } from '../../utils/auth/sign-in.ts'
import { signOut } from '../../utils/auth/sign-out.ts'
import { BACK, type Client, makeClient } from './client.ts'
import { startOnNewDatabase } from './start-stand-in.ts'
import { IS_STAND_IN } from './target.ts'

describe.runIf(IS_STAND_IN)('signing in', () => {
  let standIn: StandIn
  let client: Client
  beforeAll(async () => {
    standIn = await startOnNewDatabase({ redirectUrls: [BACK] })
  })
  afterAll(() => standIn.close())
  beforeEach(async () => {
    client = await makeClient(standIn)
  })
  afterEach(() => standIn.faults.clear())

  it('makes the account known, and keeps tokens where only auth looks', async () => {
    expect(await client.signIn('ann')).toEqual({ ok: true })
    const account = await client.store.read()
    expect(account).toMatchObject({ state: 'signed-in', name: 'ann', provider: 'github' })
    expect(JSON.stringify(account)).not.toMatch(/eyJ/)
    expect(await client.store.secrets.get('session')).toMatch(/eyJ/)
  })

  it('leaves no verifier behind', async () => {
    await client.signIn('ann')
    expect(await client.store.secrets.get('session-code-verifier')).toBeNull()
  })

  it('tells that the provider was told no', async () => {
    expect(await client.signIn(undefined)).toMatchObject({ ok: false, reason: 'denied' })
    expect(await client.store.read()).toMatchObject({ state: 'signed-out', userId: '' })
  })

  it('tells that the window was closed, and which address the project must know', async () => {
    const parts = { ...client.parts, openSignIn: async () => ({ end: 'closed' as const }) }
    expect(await signIn(parts, 'github')).toEqual({ ok: false, reason: 'cancelled', detail: BACK })
  })

  it('tells the exact address where the project sends nobody back to it', async () => {
    const address = 'https://ponmlkjihgfedcbaponmlkjihgfedcba.chromiumapp.org/auth'
    const parts = {
      ...client.parts,
      redirectAddress: address,
      // What browsers do with a site that is not there.
      openSignIn: async () => ({ end: 'not-loaded' as const }),
    }
    expect(await signIn(parts, 'github')).toEqual({
      ok: false,
      reason: 'redirect-not-allowed',
      detail: address,
    })
  })

  it.each([
    ['provider-disabled', 'gitlab', undefined],
    ['server', 'github', { path: /settings/, answer: { status: 500 } }],
    ['unreachable', 'github', { path: /settings/, cut: 'before' as const }],
  ])('tells %s from an address that is not allowed', async (reason, provider, fault) => {
    if (fault) standIn.faults.add(fault)
    const parts = { ...client.parts, openSignIn: async () => ({ end: 'not-loaded' as const }) }
    expect(await signIn(parts, provider)).toMatchObject({ ok: false, reason })
  })

  it('does not open a window while offline, or without a project', async () => {
    client.network.online = false
    expect(await client.signIn('ann')).toMatchObject({ reason: 'offline' })
    await client.store.write({ ...(await client.store.read()), url: '' })
    expect(await client.signIn('ann')).toMatchObject({ reason: 'no-project' })
  })

  it.each([
    ['server', { path: /token/, answer: { status: 502, body: 'bad gateway' } }],
    ['server', { path: /token/, answer: { status: 200, body: '<html>Welcome</html>' } }],
    ['unreachable', { path: /token/, cut: 'after' as const }],
    [
      'too-late',
      {
        path: /token/,
        answer: { status: 422, body: { code: 422, error_code: 'flow_state_expired', msg: '' } },
      },
    ],
  ])('tells %s of a failed exchange, and can be tried again', async (reason, fault) => {
    standIn.faults.add(fault)
    expect(await client.signIn('ann')).toMatchObject({ ok: false, reason })
    expect(await client.signIn('ann')).toEqual({ ok: true })
  })

  it('keeps a code from working twice', async () => {
    let landed = ''
    const open = client.parts.openSignIn
    const first = {
      ...client.parts,
      openSignIn: async (url: string) => {
        const end = await open(url)
        if ('landed' in end) landed = end.landed
        return end
      },
    }
    expect(await signIn(first, 'github')).toEqual({ ok: true })
    const again = { ...client.parts, openSignIn: async () => ({ landed }) }
    expect(await signIn(again, 'github')).toMatchObject({ ok: false, reason: 'too-late' })
    expect((await client.sessions.session()).token).toMatch(/^eyJ/)
  })

  it('gives its code to no other project that was chosen meanwhile', async () => {
    const { openSignIn } = client.parts
    const parts = {
      ...client.parts,
      openSignIn: async (url: string) => {
        await client.store.write({ ...(await client.store.read()), url: 'https://other.example' })
        return openSignIn(url)
      },
    }
    client.network.asked.length = 0
    expect(await signIn(parts, 'github')).toMatchObject({ ok: false, reason: 'cancelled' })
    expect(client.network.asked).toEqual([])
  })

  it('gives the library of one user to no other unasked', async () => {
    await client.signIn('ann')
    const { userId } = await client.store.read()
    const { token } = await client.sessions.session()
    expect(await client.signIn('bob')).toEqual({ ok: false, reason: 'other-user', detail: 'bob' })
    expect(await client.store.read()).toMatchObject({ state: 'signed-in', userId, name: 'ann' })
    expect((await client.sessions.session()).token).toBe(token)
    expect(await client.signIn('bob', true)).toEqual({ ok: true })
    expect(await client.store.read()).toMatchObject({ name: 'bob' })
  })

  it('remembers whose library it is after signing out', async () => {
    await client.signIn('ann')
    await signOut(client, 'local')
    expect(await client.store.read()).toMatchObject({ state: 'signed-out', name: 'ann' })
    expect(await client.store.secrets.get('session')).toBeNull()
    expect(await client.signIn('bob')).toMatchObject({ reason: 'other-user' })
    expect(await client.store.read()).toMatchObject({ state: 'signed-out', name: 'ann' })
    expect(await client.store.secrets.get('session')).toBeNull()
  })
})

describe.runIf(IS_STAND_IN)('signing out', () => {
  let standIn: StandIn
  beforeAll(async () => {
    standIn = await startOnNewDatabase({ redirectUrls: [BACK] })
  })
  afterAll(() => standIn.close())

  const two = async () => {
    const both = [await makeClient(standIn), await makeClient(standIn)] as const
    for (const each of both) await each.signIn('ann')
    return both
  }
  const rowsOf = async (name: string) => {
    const { rows } = await standIn.pool.query(
      'select 1 from stand_in.sessions s join stand_in.accounts a using (user_id) where a.name = $1',
      [name],
    )
    return rows.length
  }

  it('ends this browser’s session here and at the server', async () => {
    const [here, there] = await two()
    await signOut(here, 'local')
    expect(await rowsOf('ann')).toBe(1)
    await expect(here.sessions.session()).rejects.toMatchObject({ reason: 'unauthorized' })
    expect((await there.sessions.session()).token).toMatch(/^eyJ/)
    await signOut(there, 'global')
  })

  it('ends all sessions of the user', async () => {
    const [here] = await two()
    await signOut(here, 'global')
    expect(await rowsOf('ann')).toBe(0)
  })

  it('works without a network for this browser, and says so for all', async () => {
    const [here, there] = await two()
    here.network.fetch = () => Promise.reject(new TypeError('Failed to fetch'))
    await expect(signOut(here, 'global')).rejects.toMatchObject({ reason: 'unreachable' })
    expect(await here.store.read()).toMatchObject({ state: 'signed-in' })
    await signOut(here, 'local')
    expect(await here.store.secrets.get('session')).toBeNull()
    await signOut(there, 'global')
  })
})
