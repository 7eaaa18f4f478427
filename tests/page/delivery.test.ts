import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeBlobs } from '../../utils/capture/page/encode-blobs.ts'
import { fetchBody } from '../../utils/capture/page/fetch-body.ts'
import { createSend } from '../../utils/capture/page/send.ts'
import type { FetchOutcome, Wanted } from '../../utils/model/frame-capture.ts'
import { file, type PageHarness, type Recorded, startHarness } from '../support/page-harness.ts'

let h: PageHarness
beforeAll(async () => {
  h = await startHarness()
})
afterAll(() => h.close())

const OK = { ok: true, value: { snapshot: 's1', more: [] } }

async function run(html: string, answers: Record<string, unknown> = {}): Promise<Recorded[]> {
  h.routes.set('/', html)
  const page = await h.open('/')
  const sent = await h.run(page, answers)
  await page.close()
  return sent
}

const outcomes = (sent: Recorded[]) =>
  sent
    .filter(({ name }) => name === 'page-resources')
    .flatMap(({ data }) => data['outcomes'] as (FetchOutcome & { body?: { base64: string } })[])

describe('the page script', () => {
  test('resolves once its capture is sent, then brings each body and says when it is done', async () => {
    h.routes.set('/a.png', file('image/png', 'pixels'))
    h.routes.set('/cors.png', file('image/png', 'cors', { 'access-control-allow-origin': '*' }))
    h.routes.set('/shut.png', file('image/png', 'shut'))
    const sent =
      await run(`<!doctype html><link rel=icon href="data:,"><img src=a.png><img src=gone.png>
      <img src=${h.otherOrigin}/cors.png><img src=${h.otherOrigin}/shut.png>`)
    const names = sent.map(({ name }) => name).filter((name) => name !== 'page-early')
    expect(names.slice(0, 2)).toEqual(['result', 'page-frame'])
    expect(sent.at(-1)).toMatchObject({ name: 'page-resources', data: { key: '0', done: true } })
    const got = outcomes(sent).map((each) =>
      each.ok ? Buffer.from(each.body?.base64 ?? '', 'base64').toString() : each.reason,
    )
    expect(got.sort()).toEqual(['blocked', 'cors', 'http-error', 'pixels'])
  })

  test('fetches what a style sheet turns out to need', async () => {
    const more: Wanted[] = [{ cid: 'rmore', url: `${h.origin}/more.png`, kind: 'image' }]
    h.routes.set('/more.png', file('image/png', 'more'))
    const sent = await run('<!doctype html><img src=a.png>', {
      'page-resources': [{ ok: true, value: { more } }, { ok: true, value: { more } }, OK],
    })
    expect(outcomes(sent).filter(({ cid }) => cid === 'rmore')).toHaveLength(1)
  })

  test('tries again when the worker died', async () => {
    const sent = await run('<!doctype html>x', { 'page-frame': ['reject', 'reject', OK] })
    expect(sent.filter(({ name }) => name === 'page-frame')).toHaveLength(3)
    expect(sent.at(-1)?.name).toBe('page-resources')
  })

  test('sends bodies as text where they get lost', async () => {
    const lost = { ok: false, reason: 'blob-lost', detail: '' }
    const sent = await run('<!doctype html><style>p{}</style><img src=a.png>', {
      'page-frame': [lost, OK],
    })
    expect(sent.filter(({ name }) => name === 'page-frame')).toHaveLength(2)
    expect(outcomes(sent).some((each) => each.ok && typeof each.body.base64 === 'string')).toBe(
      true,
    )
  })
})

describe('fetching', () => {
  const wanted: Wanted = { cid: 'r1', url: 'https://a.test/x', kind: 'image' }
  const endless = () =>
    new Response(new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(1024)) }))

  test('gives up on what is larger than allowed, whatever its header says', async () => {
    const outcome = await fetchBody(wanted, '', async () => endless(), { ms: 5000, bytes: 10_000 })
    expect(outcome).toEqual({ cid: 'r1', ok: false, reason: 'too-large' })
  })

  test('takes the word of the own server for how long a body is', async () => {
    h.routes.set('/long', file('image/png', 'x'.repeat(5000), { 'content-length': '5000' }))
    h.routes.set('/short', file('image/png', 'x'.repeat(50), { 'content-length': '50' }))
    h.routes.set('/', '<!doctype html><link rel=icon href="data:,">')
    const page = await h.open('/')
    const sizes = await h.fetchBodies(page, ['/long', '/short'], 1000)
    expect(sizes).toEqual(['too-large', 50])
    await page.close()
  })

  test('gives up on what does not come', async () => {
    const never: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('aborted')))
      })
    const outcome = await fetchBody(wanted, '', never, { ms: 20, bytes: 10 })
    expect(outcome).toEqual({ cid: 'r1', ok: false, reason: 'timeout' })
  })
})

describe('messages', () => {
  test('that are refused are not repeated', async () => {
    let calls = 0
    const send = createSend(async () => {
      calls++
      return { ok: false, reason: 'not-found', detail: 'x' }
    })
    await expect(send('page-early', {})).rejects.toThrow('not-found x')
    expect(calls).toBe(1)
  })

  test('keep everything but bodies as it is', async () => {
    expect(await encodeBlobs({ a: [1, 'b', null], c: { d: true } })).toEqual({
      a: [1, 'b', null],
      c: { d: true },
    })
  })
})
