import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { StandIn } from '../../supabase/local/stand-in.mjs'
import { NETWORK } from '../../utils/auth/ask.ts'
import { checkProject } from '../../utils/auth/check-project.ts'
import { PROTOCOL } from '../../utils/sync/protocol.ts'
import { startStrangeServer } from '../support/strange-server.ts'
import { startOnNewDatabase } from './start-stand-in.ts'
import { IS_STAND_IN, useTarget } from './target.ts'

describe('a project with all that is needed', () => {
  const target = useTarget()

  it('is found to be one', async () => {
    const { url, key } = target()
    const check = await checkProject(url, key, PROTOCOL)
    expect(check).toMatchObject({ ok: true, url, key })
  })

  it('is told from its key', async () => {
    const key = 'sb_publishable_AAAAAAAAAAAAAAAAAAAAAA'
    expect(await checkProject(target().url, key, PROTOCOL)).toMatchObject({ reason: 'wrong-key' })
  })
})

describe.runIf(IS_STAND_IN)('a project', () => {
  let standIn: StandIn
  beforeAll(async () => {
    standIn = await startOnNewDatabase()
  })
  afterAll(() => standIn.close())
  afterEach(() => standIn.faults.clear())

  const check = (protocol = PROTOCOL) =>
    checkProject(standIn.url, standIn.keys.publishable, protocol)

  it('tells its providers, and none of the ways that are no OAuth', async () => {
    standIn.settings.providers = ['github', 'keycloak', 'email', 'anonymous_users']
    expect(await check()).toMatchObject({
      ok: true,
      providers: ['github', 'keycloak'],
      signUps: true,
    })
    standIn.settings.providers = ['email']
    expect(await check()).toMatchObject({ ok: false, reason: 'no-providers' })
    standIn.settings.providers = ['github']
  })

  it.each([
    ['paused', { status: 540, body: 'Project paused' }],
    ['server', { status: 500, body: 'oops' }],
    ['server', { status: 429, body: {} }],
    ['not-supabase', { status: 404, body: '<html>Not found</html>' }],
    ['not-supabase', { status: 403, body: '<html>Forbidden</html>' }],
    ['not-supabase', { status: 200, body: '<html>Welcome</html>' }],
    ['not-supabase', { status: 200, body: { hello: 1 } }],
    ['not-supabase', { status: 302, headers: { location: 'https://example.com/' } }],
  ])('is %s when its settings are %j', async (reason, answer) => {
    standIn.faults.add({ path: /settings/, answer })
    expect(await check()).toMatchObject({ ok: false, reason })
  })

  it.each([
    ['not-supabase', { status: 404, body: '<html>Not found</html>' }],
    ['server', { status: 503, body: '' }],
    [
      'migrations-old',
      {
        status: 404,
        body: {
          code: 'PGRST202',
          hint: 'Perhaps you meant to call the function public.sync_pull(protocol)',
        },
      },
    ],
    [
      'too-new',
      { status: 200, body: { protocol: 3, now: 1, error: 'protocol', least: 2, most: 3 } },
    ],
    [
      'migrations-old',
      { status: 200, body: { protocol: 0, now: 1, error: 'protocol', least: 0, most: 0 } },
    ],
  ])('is %s when its functions answer %j', async (reason, answer) => {
    standIn.faults.add({ path: /rpc/, answer })
    expect(await check()).toMatchObject({ ok: false, reason })
  })

  it('is unreachable, or we are offline', async () => {
    const key = standIn.keys.publishable
    expect(await checkProject('http://127.0.0.1:9', key, PROTOCOL)).toMatchObject({
      reason: 'unreachable',
    })
    const offline = { ...NETWORK, isOnline: () => false }
    expect(await checkProject('http://127.0.0.1:9', key, PROTOCOL, offline)).toMatchObject({
      reason: 'offline',
    })
  })

  it('is asked nothing with a key that may do everything', async () => {
    const server = await startStrangeServer((response) => response.end('{}'))
    expect(await checkProject(server.url, standIn.keys.secret, PROTOCOL)).toMatchObject({
      reason: 'secret-key',
    })
    expect(server.asked).toEqual([])
    server.close()
  })
})

describe.runIf(IS_STAND_IN)('a project without our migrations', () => {
  it('is told apart', async () => {
    const standIn = await startOnNewDatabase()
    await standIn.pool.query('drop schema public cascade; create schema public')
    const check = await checkProject(standIn.url, standIn.keys.publishable, PROTOCOL)
    expect(check).toMatchObject({ ok: false, reason: 'migrations-missing' })
    await standIn.close()
  })
})
