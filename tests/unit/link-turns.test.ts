import { beforeEach, describe, expect, it } from 'vitest'
import { createHostTurns } from '../../utils/capture/host-turns.ts'
import { createWaitingLine } from '../../utils/capture/waiting-line.ts'
import { addLinks } from '../../utils/db/add-links.ts'
import { db } from '../../utils/db/database.ts'
import { dropLinkJobsForNow, forgetDropped, restoreDropped } from '../../utils/db/dropped-jobs.ts'
import { trashLinks } from '../../utils/db/link-acts.ts'
import { addLinkJobs, endBatches, finishLinkJob, updateLinkJob } from '../../utils/db/link-jobs.ts'
import {
  bringDueLinks,
  giveBackLinkJob,
  hurryLinkJobs,
  nextDue,
  putOffLinkJob,
  startLinkJob,
  waitingLinkJobs,
} from '../../utils/db/link-turns.ts'
import { linkBatches } from '../../utils/db/queue-queries.ts'
import { hostOf } from '../../utils/shared/host-of.ts'
import { AT, linkJob } from '../support/rows.ts'

const job = (linkId: number) => db.jobs.get(`link-${linkId}`)
const busy = { reason: 'site-busy', detail: '429', notBefore: AT + 5000 } as const

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe('a link to be tried again', () => {
  beforeEach(async () => {
    await addLinkJobs([linkJob(1), linkJob(2), linkJob(3)])
    await startLinkJob('link-1')
    await putOffLinkJob('link-1', busy)
  })

  it('says why and when, and no try of a worker that died counts', async () => {
    expect(await job(1)).toMatchObject({ ...busy, status: 'later', failures: 1, attempts: 0 })
    expect(await nextDue()).toBe(busy.notBefore)
    expect(await waitingLinkJobs()).toEqual(['link-2', 'link-3'])
  })

  it('waits for its turn behind all others once it is due: it must not be the first its site is asked for each time', async () => {
    expect(await bringDueLinks(busy.notBefore - 1)).toBe(0)
    expect(await bringDueLinks(busy.notBefore)).toBe(1)
    expect(await waitingLinkJobs()).toEqual(['link-2', 'link-3', 'link-1'])
    const again = await job(1)
    expect(again).toMatchObject({ status: 'waiting', failures: 1 })
    expect(again).not.toHaveProperty('notBefore')
  })

  it('stays with who asked for it first where a second does and takes that back', async () => {
    await updateLinkJob('link-1', { act: 'first', batch: 'first' })
    await addLinkJobs([linkJob(1, { act: 'second' })], 'second')
    expect(await job(1)).toMatchObject({ status: 'waiting', act: 'first', batch: 'first' })
  })

  it('goes at once where somebody asks for it', async () => {
    await addLinkJobs([linkJob(4, { status: 'failed' })])
    expect((await hurryLinkJobs(['link-3', 'link-1', 'link-4', 'link-9'])).length).toBe(2)
    expect(await waitingLinkJobs()).toEqual(['link-3', 'link-1', 'link-2'])
  })

  it('begins anew where it is asked for like any other', async () => {
    await addLinkJobs([linkJob(1, { startedAt: AT + 9 })])
    expect(await waitingLinkJobs()).toEqual(['link-2', 'link-3', 'link-1'])
    expect(await job(1)).not.toHaveProperty('failures')
  })

  it('is no longer put off once it was dropped', async () => {
    await startLinkJob('link-2')
    await db.jobs.delete('link-2')
    await putOffLinkJob('link-2', busy)
    expect(await job(2)).toBeUndefined()
  })
})

it('a link begun for nothing waits as if it had not been begun', async () => {
  await addLinkJobs([linkJob(1)])
  await startLinkJob('link-1')
  await giveBackLinkJob('link-1')
  expect(await job(1)).toMatchObject({ status: 'waiting', attempts: 0 })
})

describe('jobs that are dropped', () => {
  const address = (path: string) => ({
    url: `https://example.com/${path}`,
    urlKey: `https://example.com/${path}`,
  })
  let ids: number[]

  beforeEach(async () => {
    const { links } = await addLinks([address('a'), address('b'), address('c')], [], AT)
    ids = [...links.values()].map(({ id }) => id)
    const [first = 0, second = 0, third = 0] = ids
    await addLinkJobs(
      [linkJob(first), linkJob(second, { status: 'failed', reason: 'timeout' }), linkJob(third)],
      'b',
    )
    await startLinkJob(`link-${first}`)
  })

  it('come back as they were, what was being opened waits', async () => {
    const undo = await dropLinkJobsForNow(ids)
    expect(await db.jobs.where('kind').equals('link').count()).toBe(0)
    await endBatches(Date.now() + 120_000)
    expect(await restoreDropped(undo)).toBe(true)
    expect(await linkBatches()).toMatchObject([{ id: 'b', open: 2, failed: 1 }])
    expect(await job(ids[0] ?? 0)).toMatchObject({ status: 'waiting', attempts: 0 })
    expect(await restoreDropped(undo)).toBe(false)
  })

  it('stay away where the link is gone or was asked for again', async () => {
    const undo = await dropLinkJobsForNow(ids)
    const [first = 0, second = 0, third = 0] = ids
    await trashLinks([first])
    await addLinkJobs([linkJob(second)])
    await restoreDropped(undo)
    expect(await job(first)).toBeUndefined()
    expect(await job(second)).toMatchObject({ status: 'waiting' })
    expect(await job(third)).toMatchObject({ status: 'waiting' })
  })

  it('are forgotten after some minutes', async () => {
    const undo = await dropLinkJobsForNow(ids)
    await forgetDropped(Date.now() + 60_000)
    expect(await db.jobs.get(undo)).toBeDefined()
    await forgetDropped(Date.now() + 3_600_000)
    expect(await restoreDropped(undo)).toBe(false)
  })

  it('none is nothing to undo', async () => expect(await dropLinkJobsForNow([77])).toBe(''))
})

it('a batch remembers its last ends', async () => {
  const many = Array.from({ length: 40 }, (_, index) => linkJob(index + 1))
  await addLinkJobs(many, 'b')
  for (const { id } of many.slice(0, 35)) {
    await startLinkJob(id)
    await finishLinkJob(id)
  }
  const [batch] = await linkBatches()
  expect(batch?.ends).toHaveLength(30)
})

describe('hosts', () => {
  it('are one where the names differ by www only', () => {
    expect(hostOf('https://www.example.com/a')).toBe(hostOf('http://example.com/b'))
    expect(hostOf('http://example.com:81/')).not.toBe(hostOf('http://example.com/'))
    expect(hostOf('')).toBe('')
  })

  it('have one page at a time, and a pause after it', () => {
    const turns = createHostTurns()
    turns.begin('a')
    expect([turns.isFree('a', 0), turns.isFree('b', 0)]).toEqual([false, true])
    expect(turns.nextEnd(0)).toBeUndefined()
    turns.end('a', 1000)
    expect([turns.isFree('a', 999), turns.isFree('a', 1000)]).toEqual([false, true])
    expect([turns.nextEnd(999), turns.nextEnd(1000)]).toEqual([1000, undefined])
  })

  it('that want to be left alone are held until then, or until somebody asks', () => {
    const turns = createHostTurns()
    turns.hold('a', 60_000)
    turns.begin('a')
    turns.end('a', 1000)
    expect(turns.isFree('a', 59_999)).toBe(false)
    turns.release('a', 2000)
    expect([turns.isFree('a', 1999), turns.isFree('a', 2000)]).toEqual([false, true])
    turns.release('b', 2000)
    expect(turns.isFree('b', 0)).toBe(true)
  })
})

describe('the line of those that wait', () => {
  const at = (linkId: number, host: string) => linkJob(linkId, { url: `https://${host}/${linkId}` })

  it('gives the first whose host is free, and each once', async () => {
    await addLinkJobs([at(1, 'a'), at(2, 'a'), at(3, 'b')])
    const line = createWaitingLine()
    expect(await line.next((host) => host !== 'a')).toBe('link-3')
    expect(await line.next((host) => host !== 'a')).toBeUndefined()
    expect(await line.next(() => true)).toBe('link-1')
    expect(await line.next(() => true)).toBe('link-2')
    expect(await line.next(() => true)).toBeUndefined()
  })

  it('sees what was added when told, and by itself once it is through', async () => {
    await addLinkJobs([at(2, 'a')])
    const line = createWaitingLine()
    expect(await line.next(() => false)).toBeUndefined()
    await addLinkJobs([at(1, 'b')])
    expect(await line.next((host) => host === 'b')).toBeUndefined()
    line.forget()
    expect(await line.next((host) => host === 'b')).toBe('link-1')
    expect(await line.next(() => true)).toBe('link-2')
    await addLinkJobs([at(3, 'b')])
    expect(await line.next(() => true)).toBeUndefined()
  })

  it('reads no row twice, with ten thousand of one host before the one that may be opened', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => at(100_000 + index, 'slow'))
    await addLinkJobs([...many, at(200_000, 'free')])
    const line = createWaitingLine()
    expect(await line.next((host) => host === 'free')).toBe('link-200000')
    let rows = 0
    const count = (row: unknown) => {
      rows++
      return row
    }
    db.jobs.hook('reading', count)
    for (let turn = 0; turn < 50; turn++) await line.next((host) => host === 'other')
    db.jobs.hook('reading').unsubscribe(count)
    expect(rows).toBe(0)
    // Most of it is the stand-in for the database.
  }, 60_000)
})
