import { beforeEach, describe, expect, it, vi } from 'vitest'
import { answerFrames, beginMhtml } from '../../utils/capture/answer-frames.ts'
import { receiveEarly, takeEarly } from '../../utils/capture/early-bodies.ts'
import { framesAnswered } from '../../utils/capture/frames-answered.ts'
import { reportFrame, startRunning } from '../../utils/capture/running.ts'
import { commitCapture, NOTHING_EARLY } from '../../utils/db/commit-capture.ts'
import { db } from '../../utils/db/database.ts'
import { resourcesJob } from '../../utils/db/jobs.ts'
import { frameCapture, newCapture, wantedBody } from '../support/rows.ts'

const TAB = 1
const wanted = [
  wantedBody('first', { url: 'https://example.com/first.png' }),
  wantedBody('second', { url: 'https://example.com/second.png' }),
  wantedBody('loading', { url: 'https://example.com/loading.png' }),
  wantedBody('sheet', { kind: 'style', url: 'https://example.com/a.css' }),
]
const capture = { ...frameCapture('0', { wanted }), mhtml: ['first', 'second', 'sheet'] }

const part = (name: string, type: string) =>
  `--b\r\nContent-Type: ${type}\r\nContent-Location: https://example.com/${name}\r\n\r\n${name}\r\n`
const mhtml = (names: [string, string][]) =>
  `Content-Type: multipart/related; boundary=b\r\n\r\n${names.map(([name, type]) => part(name, type)).join('')}--b--\r\n`

/** What the browser writes; undefined where it refuses. */
function browserWrites(file: Blob | undefined): void {
  vi.stubGlobal('chrome', { pageCapture: { saveAsMHTML: async () => file } })
}

/** A page that is stored without its bodies, whose frame waits for the answer. */
async function stored() {
  const running = startRunning(TAB)
  const answer = reportFrame({ tabId: TAB, frameId: 0 }, capture)
  beginMhtml(running, [capture])
  const rows = await newCapture('a', { wanted })
  await takeEarly(running, [capture], false)
  const { open } = await commitCapture(rows, NOTHING_EARLY)
  return {
    running,
    answer,
    commit: { snapshot: 'a', captures: [capture], early: NOTHING_EARLY, open },
  }
}

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe('the answer to frames that left pictures to MHTML', () => {
  it('names those that were stored from there, and not the others', async () => {
    browserWrites(new Blob([mhtml([['first.png', 'image/png']])]))
    const { running, answer, commit } = await stored()
    await answerFrames(running, commit)
    expect(await answer).toEqual({ snapshot: 'a', early: ['first'], done: false })
    const row = await db.snapshots.get('a')
    expect([row?.status, row?.resources.map(({ cid }) => cid)]).toEqual(['partial', ['first']])
  })

  it('leaves style sheets to the frames: there they stand as the browser writes them back', async () => {
    browserWrites(new Blob([mhtml([['a.css', 'text/css']])]))
    const { running, answer, commit } = await stored()
    await answerFrames(running, commit)
    expect((await answer).early).toEqual([])
  })

  it('takes along what they bring meanwhile, and completes the snapshot with the last of it', async () => {
    const written = Promise.withResolvers<Blob>()
    vi.stubGlobal('chrome', { pageCapture: { saveAsMHTML: () => written.promise } })
    const { running, answer, commit } = await stored()
    const answered = answerFrames(running, commit)
    const sheet = { cid: 'sheet', ok: true as const, type: 'text/css', body: new Blob(['a{}']) }
    const loading = { cid: 'loading', ok: true as const, type: 'image/png', body: new Blob(['p']) }
    const found = await receiveEarly(TAB, capture.run, [sheet, loading], false)
    expect(found.taken).toBe(true)
    const both: [string, string][] = [
      ['first.png', 'image/png'],
      ['second.png', 'image/png'],
    ]
    written.resolve(new Blob([mhtml(both)]))
    await answered
    expect((await answer).early.sort()).toEqual(['first', 'loading', 'second', 'sheet'])
    expect((await db.snapshots.get('a'))?.status).toBe('complete')
    expect(await resourcesJob('a')).toBeUndefined()
  })

  it('leaves to them what they did not leave: of a picture that is still coming the file has a part', async () => {
    browserWrites(new Blob([mhtml([['loading.png', 'image/png']])]))
    const { running, answer, commit } = await stored()
    await answerFrames(running, commit)
    expect((await answer).early).toEqual([])
  })

  it('comes before the snapshot is finished without them', async () => {
    const written = Promise.withResolvers<Blob>()
    vi.stubGlobal('chrome', { pageCapture: { saveAsMHTML: () => written.promise } })
    const { running, commit } = await stored()
    const order: string[] = []
    const answered = answerFrames(running, commit).then(() => order.push('answered'))
    const finished = framesAnswered('a').then(() => order.push('finished'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(order).toEqual([])
    written.resolve(new Blob([]))
    await Promise.all([answered, finished])
    expect(order).toHaveLength(2)
  })

  it('is refused to a frame that reports once the page is being stored', async () => {
    const running = startRunning(TAB)
    running.closed = true
    const late = reportFrame({ tabId: TAB, frameId: 0 }, capture)
    await expect(late).rejects.toMatchObject({ reason: 'interrupted' })
  })

  it.each([
    ['refuses', undefined],
    ['writes nonsense', new Blob(['nonsense'])],
  ])('leaves all to the frames where the browser %s', async (_, file) => {
    browserWrites(file)
    const { running, answer, commit } = await stored()
    await answerFrames(running, commit)
    expect((await answer).early).toEqual([])
    expect((await resourcesJob('a'))?.wanted).toHaveLength(4)
  })

  it('comes also where the page was taken back meanwhile', async () => {
    browserWrites(new Blob([mhtml([['first.png', 'image/png']])]))
    const { running, answer, commit } = await stored()
    await db.jobs.clear()
    await db.snapshots.clear()
    await answerFrames(running, commit)
    expect((await answer).early).toEqual([])
    expect(await db.blobs.where('hash').notEqual('').count()).toBeLessThan(2)
  })
})
