import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { StandIn } from '../../supabase/local/stand-in.mjs'
import type { Item } from '../../utils/sync/protocol.ts'
import { supabaseServer } from '../../utils/sync/supabase-server.ts'
import { BACK, type Client, makeClient } from './client.ts'
import { startOnNewDatabase } from './start-stand-in.ts'
import { IS_STAND_IN } from './target.ts'

const STAMP = (n: number) =>
  `${Date.now().toString(16).padStart(12, '0')}-${String(n).padStart(4, '0')}-a1b2c3d4`
const tag = (name: string): Item => ({
  kind: 'tag',
  uid: crypto.randomUUID(),
  sets: [[STAMP(0), { name, parent: '', colour: '', order: 1, mergedInto: '' }]],
})

describe.runIf(IS_STAND_IN)('the server of a library', () => {
  let standIn: StandIn
  let client: Client
  beforeAll(async () => {
    standIn = await startOnNewDatabase({ redirectUrls: [BACK] })
    client = await makeClient(standIn)
    await client.signIn('ann')
  })
  afterAll(() => standIn.close())
  afterEach(() => standIn.faults.clear())

  const server = () => supabaseServer(client.sessions, client.network)
  const epochOf = async () => {
    const answer = await server().pull('', 0, 10, 0)
    return 'epoch' in answer ? answer.epoch : ''
  }

  it('takes what is pushed, and gives it back', async () => {
    const epoch = await epochOf()
    const item = tag('design')
    const pushed = await server().push(epoch, 'a1b2c3d4', [item])
    expect(pushed).toMatchObject({ results: [{ status: 'ok' }] })
    const pulled = await server().pull(epoch, 0, 500, 0)
    expect(pulled).toMatchObject({
      items: [expect.objectContaining({ uid: item.uid })],
      more: false,
    })
  })

  it('has a digest of all, records by their uids, and an epoch that ends with a reset', async () => {
    const epoch = await epochOf()
    const item = tag('red')
    await server().push(epoch, 'a1b2c3d4', [item])
    const digest = await server().digest(epoch)
    expect(digest).toMatchObject({ digest: { tag: expect.any(Array) } })
    const fetched = await server().fetch(epoch, 'tag', { uids: [item.uid] }, '')
    expect(fetched).toMatchObject({ items: [{ uid: item.uid }], more: false })
    expect(await server().reset()).toMatchObject({ bodies: [] })
    expect(await epochOf()).not.toBe(epoch)
    expect(await server().pull(epoch, 5, 10, 0)).toMatchObject({ reset: true })
  })

  it('renews the session in the middle of it', async () => {
    const epoch = await epochOf()
    client.network.asked.length = 0
    standIn.faults.add({
      path: /rpc/,
      answer: { status: 401, body: { code: 'PGRST303', message: 'JWT expired' } },
    })
    await expect(server().pull(epoch, 0, 10, 0)).resolves.toMatchObject({ epoch })
    expect(client.network.count(/token/)).toBe(1)
  })

  it('is asked once more by whoever lost its answer, and nothing is there twice', async () => {
    const epoch = await epochOf()
    const item = tag('lost')
    standIn.faults.add({ path: /sync_push/, cut: 'after' })
    const lost = server().push(epoch, 'a1b2c3d4', [item])
    await expect(lost).rejects.toMatchObject({ reason: 'unreachable' })
    const again = await server().push(epoch, 'a1b2c3d4', [item])
    expect(again).toMatchObject({ results: [{ status: 'ok' }] })
  })

  it.each([
    ['session-refused', { status: 401, body: { code: 'PGRST301', message: 'no' } }],
    ['forbidden', { status: 403, body: { code: '42501', message: 'no' } }],
    ['missing', { status: 404, body: { code: 'PGRST202', message: 'no' } }],
    ['request-size', { status: 413, body: '' }],
    ['busy', { status: 429, body: '', headers: { 'retry-after': '3' } }],
    ['busy', { status: 503, body: '', headers: { 'retry-after': '3' } }],
    ['server', { status: 503, body: 'no' }],
    ['server', { status: 500, body: { code: '57014', message: 'statement timeout' } }],
    ['server', { status: 400, body: { code: 'P0001', message: 'raised' } }],
    [
      'bad-answer',
      { status: 200, body: '<html>hello</html>', headers: { 'content-type': 'text/html' } },
    ],
    ['bad-answer', { status: 200, body: '{"a":', headers: { 'content-type': 'application/json' } }],
    ['bad-answer', { status: 200, body: [1] }],
    ['bad-answer', { status: 200, body: Buffer.alloc(5_000_000, 32) }],
    ['bad-answer', { status: 404, body: '<html>Not found</html>' }],
    ['bad-answer', { status: 403, body: '<html>Sign in to this network</html>' }],
    ['bad-answer', { status: 307, headers: { location: 'http://127.0.0.1:9/' } }],
  ])('fails with %s where it answers %o', async (reason, answer) => {
    standIn.faults.add({ path: /rpc/, answer, times: 2 })
    await expect(server().digest('')).rejects.toMatchObject({ reason })
    expect(await client.store.read()).toMatchObject({ state: 'signed-in' })
  })

  it('is not there for whoever has signed out', async () => {
    const stranger = await makeClient(standIn)
    const call = supabaseServer(stranger.sessions, stranger.network).digest('')
    await expect(call).rejects.toMatchObject({ reason: 'unauthorized' })
    expect(stranger.network.asked).toEqual([])
  })
})
