import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchBody } from '../../utils/capture/fetch-body.ts'
import { receiveResources } from '../../utils/capture/receive-resources.ts'
import { reportFrame, startRunning, stopRunning } from '../../utils/capture/running.ts'
import { db } from '../../utils/db/database.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { reviveBody } from '../../utils/messaging/revive-body.ts'
import type { FetchOutcome } from '../../utils/model/frame-capture.ts'
import { frameCapture, newCapture, wantedBody } from '../support/rows.ts'

const TAB = 1
const hand = (snapshot: string, outcomes: FetchOutcome[], { tabId = TAB, done = false } = {}) =>
  receiveResources(tabId, { snapshot, key: '0', outcomes, done })
const arrival = (cid: string, text: string, type = 'image/png') => ({
  cid,
  ok: true as const,
  type,
  body: new Blob([text], { type }),
})

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a frame that reports', () => {
  it('is answered once the page is stored', async () => {
    const running = startRunning(TAB)
    const answer = reportFrame({ tabId: TAB, frameId: 0 }, frameCapture('0'))
    running.committed.resolve({ snapshot: 'snapshot', early: ['x'], done: ['run of 0'] })
    expect(await answer).toEqual({ snapshot: 'snapshot', early: ['x'], done: true })
    expect(running.frames).toHaveLength(1)
    stopRunning(running)
  })

  it.each([
    ['of another site that passes for the page', 7, '0'],
    ['that passes for its own child', 0, '0.0'],
  ])('%s is refused', async (_, frameId, key) => {
    const running = startRunning(TAB)
    const answer = reportFrame({ tabId: TAB, frameId }, frameCapture(key))
    await expect(answer).rejects.toMatchObject({ reason: 'interrupted' })
    expect(running.frames).toEqual([])
    stopRunning(running)
  })

  it('when nobody waits is told so', async () => {
    const answer = reportFrame({ tabId: TAB, frameId: 0 }, frameCapture('0'))
    await expect(answer).rejects.toMatchObject({ reason: 'interrupted' })
  })
})

describe('a body handed over by a page', () => {
  beforeEach(async () => {
    await db.delete()
    await db.open()
    const wanted = [
      wantedBody('picture'),
      wantedBody('sheet', { kind: 'style', url: 'https://example.com/css/a.css' }),
    ]
    await saveCapture(await newCapture('a', { wanted }))
  })
  const cids = async () => (await db.snapshots.get('a'))?.resources.map(({ cid }) => cid)

  it('is stored', async () => {
    await hand('a', [arrival('picture', 'pixels')])
    expect(await cids()).toEqual(['picture'])
  })

  it('is not taken from another tab', async () => {
    await hand('a', [arrival('picture', 'forged')], { tabId: TAB + 1 })
    expect(await cids()).toEqual([])
  })

  it('is not taken where it was not asked for', async () => {
    await hand('a', [arrival('other', 'forged')])
    await hand('nobody knows it', [arrival('picture', 'forged')])
    expect(await cids()).toEqual([])
  })

  it('that is a sheet asks for what it refers to, without fragments', async () => {
    const css = '@import "b.css"; a { background: url(i.svg#one), url(i.svg#two) }'
    const { more } = await hand('a', [arrival('sheet', css, 'text/css')])
    expect(more.map(({ url, kind }) => [url, kind])).toEqual([
      ['https://example.com/css/b.css', 'style'],
      ['https://example.com/css/i.svg', 'image'],
    ])
  })

  it('is stored also while another frame hands over its own', async () => {
    const frames = [arrival('picture', 'pixels'), arrival('sheet', 'a{}', 'text/css')]
    await Promise.all([...frames, ...frames].map((each) => hand('a', [each])))
    expect((await cids())?.sort()).toEqual(['picture', 'sheet'])
  })

  it('comes with the sheet that asks for it, where both come again', async () => {
    const sheet = arrival('sheet', '@import "b.css"', 'text/css')
    const [{ cid = '' } = {}] = (await hand('a', [sheet])).more
    await db.snapshots.update('a', { resources: [] })
    const [job] = await db.jobs.toArray()
    const wanted = [wantedBody('sheet', { kind: 'style', url: 'https://example.com/css/a.css' })]
    await db.jobs.put({ ...job, wanted } as never)
    const found = await hand('a', [sheet, arrival(cid, 'b{}', 'text/css')], { done: true })
    expect(found.done).toBe(true)
    expect((await cids())?.sort()).toEqual([cid, 'sheet'].sort())
  })

  it('that came to nothing is remembered with its reason', async () => {
    const failed = { cid: 'picture', ok: false as const, reason: 'http-error' as const }
    await hand('a', [{ ...failed, detail: '404' }])
    const [job] = await db.jobs.toArray()
    expect(job).toMatchObject({ wanted: [{ reason: 'http-error', detail: '404' }, {}] })
  })
})

describe('a body that is fetched', () => {
  /** Sends a megabyte whenever it is asked for more, and says nothing of its length. */
  const endless = () =>
    new ReadableStream<Uint8Array>({ pull: (c) => c.enqueue(new Uint8Array(1024 * 1024)) })

  it.each<[string, () => Response, object]>([
    ['whole', () => new Response('abc', { headers: { 'content-type': 'text/css' } }), { ok: true }],
    ['empty', () => new Response(null), { ok: true, type: '' }],
    ['without end', () => new Response(endless()), { ok: false, reason: 'too-large' }],
    [
      'announced as too large',
      () => new Response('x', { headers: { 'content-length': '99999999' } }),
      { ok: false, reason: 'too-large' },
    ],
    ['refused', () => new Response('', { status: 403 }), { reason: 'http-error', detail: '403' }],
  ])('%s', async (_, response, outcome) => {
    vi.stubGlobal('fetch', async () => response())
    expect(await fetchBody('https://example.com/')).toMatchObject(outcome)
  })

  it('from anywhere but the web is not asked for', async () => {
    const fetched = vi.fn()
    vi.stubGlobal('fetch', fetched)
    expect(await fetchBody('file:///etc/passwd')).toMatchObject({ reason: 'unreadable' })
    expect(fetched).not.toHaveBeenCalled()
  })

  it('in vain says whether time was up', async () => {
    for (const [name, reason] of [
      ['TimeoutError', 'timeout'],
      ['TypeError', 'network'],
    ] as const) {
      vi.stubGlobal('fetch', () => Promise.reject(Object.assign(new Error('x'), { name })))
      expect(await fetchBody('https://example.com/')).toMatchObject({ ok: false, reason })
    }
  })

  it('has to begin in time, and may then take longer', async () => {
    const slow = (begin: number, end: number) => async (_: string, init: RequestInit) => {
      await new Promise<void>((resolve, reject) => {
        setTimeout(resolve, begin)
        init.signal?.addEventListener('abort', () => reject(new Error('aborted')))
      })
      const pull = async (c: ReadableStreamDefaultController) => {
        await new Promise((resolve) => setTimeout(resolve, end))
        c.enqueue(new Uint8Array(3))
        c.close()
      }
      return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }))
    }
    const fetchSlow = () => fetchBody('https://example.com/', 'image', Infinity, 50)
    vi.stubGlobal('fetch', slow(0, 150))
    expect(await fetchSlow()).toMatchObject({ ok: true })
    vi.stubGlobal('fetch', slow(1000, 0))
    expect(await fetchSlow()).toMatchObject({ ok: false, reason: 'timeout' })
  })
})

describe('a body in a message', () => {
  it('is taken as a Blob or as base64', async () => {
    const blob = new Blob(['x'])
    expect(reviveBody(blob)).toBe(blob)
    const bytes = Buffer.from([0, 128, 255])
    const revived = reviveBody({ base64: bytes.toString('base64'), type: 'image/png' })
    expect([revived.type, Buffer.from(await revived.arrayBuffer())]).toEqual(['image/png', bytes])
  })

  it.each([{}, null, undefined, 'text'])(
    'that was lost on the way (%s) is asked for again',
    (body) => {
      expect(() => reviveBody(body)).toThrow(expect.objectContaining({ reason: 'blob-lost' }))
    },
  )
})
