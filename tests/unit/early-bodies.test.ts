import { beforeEach, describe, expect, it, vi } from 'vitest'
import { receiveEarly, takeEarly } from '../../utils/capture/early-bodies.ts'
import {
  type Running,
  reportFrame,
  startRunning,
  stopRunning,
} from '../../utils/capture/running.ts'
import { commitCapture, NOTHING_EARLY } from '../../utils/db/commit-capture.ts'
import { db } from '../../utils/db/database.ts'
import { resourcesJob } from '../../utils/db/jobs.ts'
import { arrived, frameCapture, newCapture, wantedBody } from '../support/rows.ts'

const TAB = 1
const RUN = 'run of 0'
const ALL = { run: RUN, key: '0' }
const wanted = [
  wantedBody('picture'),
  wantedBody('sheet', { kind: 'style', url: 'https://example.com/a.css' }),
]
const body = (cid: string, text = cid, type = 'image/png') => ({
  cid,
  ok: true as const,
  type,
  body: new Blob([text], { type }),
})

describe('a body that comes before its snapshot', () => {
  const capture = frameCapture('0', { wanted })
  const start = () => {
    const running = startRunning(TAB)
    void reportFrame({ tabId: TAB, frameId: 0 }, capture)
    return running
  }
  const taken = async (running: Running, captures = [capture]) => {
    const { arrivals, done } = await takeEarly(running, captures)
    return { cids: arrivals.kept.map(({ resource }) => resource.cid), done }
  }

  it('is taken, and the frame is done with its last one', async () => {
    const running = start()
    await receiveEarly(TAB, RUN, [body('picture')], false)
    await receiveEarly(TAB, RUN, [body('sheet', 'a{}', 'text/css')], true)
    expect(await taken(running)).toEqual({ cids: ['picture', 'sheet'], done: [ALL] })
    stopRunning(running)
  })

  it('that is a sheet asks for more, and the frame is not done', async () => {
    const running = start()
    const sheet = body('sheet', 'a{background:url(b.png)}', 'text/css')
    const { more } = await receiveEarly(TAB, RUN, [sheet], true)
    expect(more.map(({ url }) => url)).toEqual(['https://example.com/b.png'])
    const [{ cid = '' } = {}] = more
    await receiveEarly(TAB, RUN, [body(cid)], true)
    expect(await taken(running)).toEqual({ cids: ['sheet', cid], done: [ALL] })
    stopRunning(running)
  })

  it.each([
    ['of a run nobody knows', TAB, 'another', false],
    ['of another tab', TAB + 1, RUN, false],
    ['nobody asked for', TAB, RUN, true],
  ])('%s is not kept', async (_, tabId, run, heard) => {
    const running = start()
    const cid = heard ? 'forged' : 'picture'
    expect((await receiveEarly(tabId, run, [body(cid)], false)).taken).toBe(heard)
    expect((await taken(running)).cids).toEqual([])
    stopRunning(running)
  })

  it('of a frame that is not kept is left out', async () => {
    const running = start()
    await receiveEarly(TAB, RUN, [body('picture')], true)
    expect(await taken(running, [])).toEqual({ cids: [], done: [] })
    stopRunning(running)
  })

  it('of one of two frames that share a key says nothing of the other', async () => {
    const running = start()
    const inShadow = (run: string) => ({ ...frameCapture('0.?', { wanted }), run })
    for (const run of ['one', 'two']) void reportFrame({ tabId: TAB, frameId: 7 }, inShadow(run))
    await receiveEarly(TAB, 'one', [body('picture')], true)
    const { done } = await taken(running, [capture, inShadow('one'), inShadow('two')])
    expect(done).toEqual([{ run: 'one', key: '0.?' }])
    stopRunning(running)
  })

  it('is taken when it has arrived, though it is not encoded yet', async () => {
    const running = start()
    const receiving = receiveEarly(TAB, RUN, [body('picture')], true)
    expect((await taken(running)).done).toEqual([ALL])
    await receiving
    stopRunning(running)
  })

  it('comes too late once the commit has begun', async () => {
    const running = start()
    const early = await takeEarly(running, [capture])
    const answer = await receiveEarly(TAB, RUN, [body('picture')], true)
    expect([early, answer.taken, running.early.messages]).toEqual([NOTHING_EARLY, false, []])
    stopRunning(running)
  })
})

describe('a commit', () => {
  beforeEach(async () => {
    await db.delete()
    await db.open()
  })
  const early = async (...names: string[]) => ({
    arrivals: {
      kept: await Promise.all(names.map((cid) => arrived(cid))),
      failed: [],
      more: [],
    },
    done: [ALL],
  })

  it('of a page whose bodies are all there is complete at once', async () => {
    const capture = await newCapture('a', { wanted: [wantedBody('picture')] })
    const { open } = await commitCapture(capture, await early('picture'))
    expect(open).toBe('nothing')
    const row = await db.snapshots.get('a')
    expect([row?.status, row?.resources.map(({ cid }) => cid)]).toEqual(['complete', ['picture']])
    expect(row?.sizes.raw).toBe('a'.length + 'picture'.length)
    expect(await resourcesJob('a')).toBeUndefined()
  })

  it('leaves out what the page does not want after all', async () => {
    const capture = await newCapture('a', { wanted: [wantedBody('picture')] })
    await commitCapture(capture, await early('picture', 'left out'))
    const row = await db.snapshots.get('a')
    expect(row?.resources.map(({ cid }) => cid)).toEqual(['picture'])
  })

  it('knows why what an early sheet asks for did not come', async () => {
    const capture = await newCapture('a', { wanted: [wantedBody('sheet')] })
    const font = wantedBody('font', { kind: 'font' })
    const failed = [{ ...font, reason: 'http-error' as const, detail: '404' }]
    const { arrivals, done } = await early('sheet')
    await commitCapture(capture, { arrivals: { ...arrivals, more: [font], failed }, done })
    expect(await resourcesJob('a')).toMatchObject({ wanted: failed })
  })

  it('leaves the rest to its job', async () => {
    const capture = await newCapture('a', { wanted })
    expect((await commitCapture(capture, await early('picture'))).open).toBe('rest')
    expect(await resourcesJob('a')).toMatchObject({ fetching: [], wanted: [{ cid: 'sheet' }] })
  })

  it('waits for frames that have not brought all', async () => {
    const capture = await newCapture('a', { wanted })
    const found = await commitCapture(capture, { ...(await early('picture')), done: [] })
    expect(found.open).toBe('frames')
    expect((await db.snapshots.get('a'))?.status).toBe('partial')
  })

  it('does not ask again for an icon that is not there', async () => {
    const icon = wantedBody('i', { kind: 'icon', url: 'https://example.com/favicon.ico' })
    const capture = await newCapture('a', { wanted: [icon] })
    const failed = [{ ...icon, reason: 'http-error' as const, detail: '404' }]
    const found = await commitCapture(capture, {
      arrivals: { kept: [], failed, more: [] },
      done: [ALL],
    })
    expect(found.open).toBe('nothing')
    expect((await db.snapshots.get('a'))?.missing).toEqual([])
  })

  it('stores the page alone where the disk has no room for more', async () => {
    const full = new DOMException('full', 'QuotaExceededError')
    const capture = await newCapture('a', { wanted: [wantedBody('picture')] })
    const put = db.blobs.bulkPut.bind(db.blobs)
    let puts = 0
    vi.spyOn(db.blobs, 'bulkPut').mockImplementation(((rows: never) =>
      ++puts === 1 ? Promise.reject(full) : put(rows)) as never)
    const found = await commitCapture(capture, await early('picture'))
    vi.restoreAllMocks()
    expect([found.open, found.early]).toEqual(['frames', NOTHING_EARLY])
    expect(await db.links.count()).toBe(1)
    expect(await db.journal.count()).toBe(1)
  })
})
