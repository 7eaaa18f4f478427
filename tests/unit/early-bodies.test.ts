import { beforeEach, describe, expect, it, vi } from 'vitest'
import { receiveEarly, takeEarly } from '../../utils/capture/early-bodies.ts'
import { reportFrame, startRunning, stopRunning } from '../../utils/capture/running.ts'
import { commitCapture, NOTHING_EARLY } from '../../utils/db/commit-capture.ts'
import { db } from '../../utils/db/database.ts'
import { resourcesJob } from '../../utils/db/jobs.ts'
import { arrived, frameCapture, newCapture, wantedBody } from '../support/rows.ts'

const TAB = 1
const RUN = 'run of 0'
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
  const start = () => {
    const running = startRunning(TAB)
    void reportFrame({ tabId: TAB, frameId: 0 }, frameCapture('0', { wanted }))
    return running
  }
  const cids = (early: Awaited<ReturnType<typeof takeEarly>>) =>
    early.arrivals.kept.map(({ resource }) => resource.cid)

  it('is taken, and the frame is done with its last one', async () => {
    const running = start()
    await receiveEarly(TAB, RUN, [body('picture')], false)
    await receiveEarly(TAB, RUN, [body('sheet', 'a{}', 'text/css')], true)
    const early = await takeEarly(running)
    expect([cids(early), early.done]).toEqual([['picture', 'sheet'], ['0']])
    stopRunning(running)
  })

  it('that is a sheet asks for more, and the frame is not done', async () => {
    const running = start()
    const sheet = body('sheet', 'a{background:url(b.png)}', 'text/css')
    const more = await receiveEarly(TAB, RUN, [sheet], true)
    expect(more.map(({ url }) => url)).toEqual(['https://example.com/b.png'])
    const [{ cid = '' } = {}] = more
    await receiveEarly(TAB, RUN, [body(cid)], true)
    const early = await takeEarly(running)
    expect([cids(early), early.done]).toEqual([['sheet', cid], ['0']])
    stopRunning(running)
  })

  it.each([
    ['of a run nobody knows', TAB, 'another', 'picture'],
    ['of another tab', TAB + 1, RUN, 'picture'],
    ['nobody asked for', TAB, RUN, 'forged'],
  ])('%s is not taken', async (_, tabId, run, cid) => {
    const running = start()
    await receiveEarly(tabId, run, [body(cid)], false)
    expect(cids(await takeEarly(running))).toEqual([])
    stopRunning(running)
  })

  it('is taken when it has arrived, though it is not encoded yet', async () => {
    const running = start()
    const receiving = receiveEarly(TAB, RUN, [body('picture')], true)
    expect((await takeEarly(running)).done).toEqual(['0'])
    await receiving
    stopRunning(running)
  })

  it('comes too late once the commit has begun', async () => {
    const running = start()
    const early = await takeEarly(running)
    await receiveEarly(TAB, RUN, [body('picture')], true)
    expect([early, running.early.arrivals, running.early.done]).toEqual([NOTHING_EARLY, [], []])
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
    done: ['0'],
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
      done: ['0'],
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
