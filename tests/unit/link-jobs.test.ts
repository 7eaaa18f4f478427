import { beforeEach, describe, expect, it } from 'vitest'
import { addLinks } from '../../utils/db/add-links.ts'
import { db } from '../../utils/db/database.ts'
import { deleteLinks, editLinks, trashLinks } from '../../utils/db/link-acts.ts'
import {
  addLinkJobs,
  dropLinkJobs,
  endBatches,
  failLinkJob,
  finishLinkJob,
  requeuePermitted,
  stillRunning,
  updateLinkJob,
} from '../../utils/db/link-jobs.ts'
import { startLinkJob, waitingLinkJobs } from '../../utils/db/link-turns.ts'
import { lastAct, linkById } from '../../utils/db/queries.ts'
import { linkBatches } from '../../utils/db/queue-queries.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { AT, linkJob, newCapture } from '../support/rows.ts'

const failure = { reason: 'not-answering', detail: 'x' } as const
const address = (path: string) => {
  const url = `https://example.com/${path}`
  return { url, urlKey: url }
}
const statusOf = async (linkId: number) => {
  const job = await db.jobs.get(`link-${linkId}`)
  return job?.kind === 'link' ? job.status : undefined
}
const many = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

const nextLinkJob = async () => {
  const [id = ''] = await waitingLinkJobs()
  return startLinkJob(id)
}

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe('the queue of links', () => {
  it('hands out the oldest first, each once', async () => {
    for (const id of [3, 1, 2]) await addLinkJobs([linkJob(id)])
    expect(await waitingLinkJobs()).toEqual(['link-1', 'link-2', 'link-3'])
    const taken = await Promise.all([startLinkJob('link-1'), startLinkJob('link-1')])
    expect(taken[0]).toMatchObject({ status: 'running', attempts: 1 })
    expect(taken[1]).toBeUndefined()
    expect(await waitingLinkJobs()).toEqual(['link-2', 'link-3'])
  })

  it('puts a link of old that is asked for again behind those that wait', async () => {
    await addLinkJobs([linkJob(7, { startedAt: AT })])
    await addLinkJobs([linkJob(1, { startedAt: AT + 1 })])
    expect((await nextLinkJob())?.linkId).toBe(7)
  })

  it('does not open a page twice that is being opened', async () => {
    await addLinkJobs([linkJob(1)])
    await nextLinkJob()
    await addLinkJobs([linkJob(1)])
    expect(await nextLinkJob()).toBeUndefined()
  })

  it('takes a failed link again', async () => {
    await addLinkJobs([linkJob(1, { status: 'failed', reason: 'timeout' })])
    await addLinkJobs([linkJob(1)])
    expect(await nextLinkJob()).toMatchObject({ linkId: 1, reason: '' })
  })

  it('goes on with what waited for the permission only', async () => {
    await addLinkJobs([linkJob(1, { status: 'needs-permission' })])
    await addLinkJobs([linkJob(2, { status: 'failed' })])
    await requeuePermitted()
    expect(await nextLinkJob()).toMatchObject({ linkId: 1 })
    expect(await nextLinkJob()).toBeUndefined()
  })

  it('does not bring back a job that was dismissed', async () => {
    await updateLinkJob('link-9', { status: 'failed' })
    await failLinkJob('link-9', failure)
    expect(await finishLinkJob('link-9')).toBe(false)
    expect(await db.jobs.count()).toBe(0)
  })

  it('knows which of the pages being opened nobody wants any more', async () => {
    await addLinkJobs(many(3).map((id) => linkJob(id)))
    const jobs = [await nextLinkJob(), await nextLinkJob()]
    await dropLinkJobs([1, 3])
    const ids = jobs.map((job) => job?.id ?? '')
    expect(await stillRunning(ids)).toEqual(new Set(['link-2']))
  })

  it('does not end a job that was dismissed and asked for again', async () => {
    await addLinkJobs([linkJob(1)])
    await nextLinkJob()
    await dropLinkJobs([1])
    await addLinkJobs([linkJob(1)])
    expect(await finishLinkJob('link-1')).toBe(false)
    expect(await statusOf(1)).toBe('waiting')
  })
})

describe('links asked for together', () => {
  const work = async (end: (id: string) => Promise<unknown>) => {
    const job = await nextLinkJob()
    await end(job?.id ?? '')
  }

  it('are counted while they are worked off', async () => {
    await addLinkJobs(
      many(5).map((id) => linkJob(id)),
      'b',
    )
    await work(finishLinkJob)
    await work((id) => failLinkJob(id, failure))
    await nextLinkJob()
    expect(await linkBatches()).toMatchObject([
      { id: 'b', total: 5, kept: 1, failed: 1, open: 3, needsPermission: 0 },
    ])
  })

  it('are counted apart where they wait for the permission', async () => {
    const status = 'needs-permission'
    await addLinkJobs([linkJob(1, { status }), linkJob(2, { status })], 'b')
    expect(await linkBatches()).toMatchObject([{ total: 2, open: 0, needsPermission: 2 }])
  })

  it('stay what they are if one is asked for again: waiting ones stay, failed ones move', async () => {
    await addLinkJobs([linkJob(1), linkJob(2)], 'a')
    await work((id) => failLinkJob(id, failure))
    await addLinkJobs([linkJob(1), linkJob(2), linkJob(3)], 'b')
    expect(new Map((await linkBatches()).map(({ id, total }) => [id, total]))).toEqual(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    )
  })

  it('count a failed one as open again when it is retried alone', async () => {
    await addLinkJobs([linkJob(1), linkJob(2)], 'a')
    await work((id) => failLinkJob(id, failure))
    await addLinkJobs([linkJob(1)])
    expect(await linkBatches()).toMatchObject([{ total: 2, failed: 0, open: 2 }])
  })

  it('are forgotten a minute after the last was tried, failed ones stay in the list', async () => {
    await addLinkJobs([linkJob(1), linkJob(2)], 'a')
    await work(finishLinkJob)
    await endBatches(Date.now() + 120_000)
    expect(await linkBatches()).toHaveLength(1)
    await work((id) => failLinkJob(id, failure))
    await endBatches()
    expect(await linkBatches()).toMatchObject([{ total: 2, kept: 1, failed: 1, open: 0 }])
    await endBatches(Date.now() + 120_000)
    expect(await linkBatches()).toEqual([])
    expect(await statusOf(2)).toBe('failed')
  })

  it('are right even where links were deleted meanwhile', async () => {
    const { links } = await addLinks([address('a'), address('b')], [], AT)
    const ids = [...links.values()].map(({ id }) => id)
    await addLinkJobs(
      ids.map((id) => linkJob(id)),
      'a',
    )
    await deleteLinks(ids.slice(0, 1))
    expect(await linkBatches()).toMatchObject([{ total: 1, open: 1 }])
  })
})

describe('adding many links', () => {
  const keptFor = async (linkId: number, name: string, of: string) =>
    saveCapture(await newCapture(name, { linkId, of, urlKey: '' }))

  it('takes no two of one id and finds those that are there', async () => {
    await addLinks([address('1')], [], AT)
    const { links, known } = await addLinks(
      many(300).map((n) => address(`${n}`)),
      ['读'],
      AT,
    )
    expect(known).toEqual(new Set(['https://example.com/1']))
    expect(links.size).toBe(300)
    expect(new Set([...links.values()].map(({ id }) => id)).size).toBe(300)
    expect([...links.values()].every(({ tags }) => tags.length === 1)).toBe(true)
  })

  it('is one act: undo takes new links back and leaves the old as they were', async () => {
    await addLinks([address('old')], ['a'], AT)
    const before = await db.links.toArray()
    const { actId } = await addLinks([address('old'), address('x'), address('y')], ['b'], AT)
    expect(await db.journal.count()).toBe(2)
    await undoAct(actId)
    const [old] = await db.links.toArray()
    expect([{ ...old, updatedAt: 0 }]).toEqual(before.map((link) => ({ ...link, updatedAt: 0 })))
    expect(await db.tags.count()).toBe(1)
  })

  it('brings links back from the trash', async () => {
    const { links } = await addLinks([address('a')], [], AT)
    const [link] = links.values()
    await db.links.update(link?.id ?? 0, { state: 'trash', stateBeforeTrash: 'archived' })
    const again = await addLinks([address('a')], [], AT)
    expect([...again.links.values()][0]?.state).toBe('archived')
  })

  it('is undone with the pages that were kept meanwhile and the jobs that wait', async () => {
    const { actId, links } = await addLinks([address('a'), address('b')], [], AT)
    const [a, b] = [...links.values()].map(({ id }) => id) as [number, number]
    await addLinkJobs([linkJob(a, { act: actId }), linkJob(b, { act: actId })], actId)
    await keptFor(a, 'page of a', actId)
    await editLinks([a], { title: 'my own title' })
    await undoAct(actId)
    expect(await db.links.count()).toBe(0)
    expect(await db.snapshots.count()).toBe(0)
    expect(await db.jobs.count()).toBe(0)
  })

  it('is not undone once another version was kept by hand', async () => {
    const { actId, links } = await addLinks([address('a')], [], AT)
    const [id = 0] = [...links.values()].map((link) => link.id)
    await keptFor(id, 'one', actId)
    await keptFor(id, 'two', '')
    await expect(undoAct(actId)).rejects.toMatchObject({ reason: 'undo-expired' })
    expect(await linkById(id)).toMatchObject({ versions: 2, latest: 'two' })
  })

  it('is what "undo" means after its pages were kept', async () => {
    const { actId, links } = await addLinks([address('a')], [], AT)
    const [id = 0] = [...links.values()].map((link) => link.id)
    await keptFor(id, 'one', actId)
    expect((await lastAct(0))?.id).toBe(actId)
  })

  it('is passed by as the last thing done where it changed nothing', async () => {
    const { actId } = await addLinks([address('a')], [], AT)
    const again = await addLinks([address('a')], [], AT)
    expect((await lastAct(0))?.id).toBe(actId)
    const [id = 0] = [...again.links.values()].map((link) => link.id)
    await keptFor(id, 'one', again.actId)
    expect((await lastAct(0))?.id).toBe(again.actId)
  })

  it('is undone with the job of a link that was there before', async () => {
    await addLinks([address('a'), address('b')], [], AT)
    const { actId, links } = await addLinks([address('a')], [], AT)
    const [id = 0] = [...links.values()].map((link) => link.id)
    await addLinkJobs([linkJob(id, { act: actId })])
    await addLinkJobs([linkJob(id + 1, { act: 'another' })])
    await undoAct(actId)
    expect((await db.jobs.toArray()).map(({ linkId }) => linkId)).toEqual([id + 1])
  })

  it('leaves no job behind in the trash', async () => {
    const { links } = await addLinks([address('a')], [], AT)
    const [id = 0] = [...links.values()].map((link) => link.id)
    await addLinkJobs([linkJob(id)])
    await trashLinks([id])
    expect(await nextLinkJob()).toBeUndefined()
  })

  it('leaves no page behind that is kept when its job was dropped', async () => {
    const { links } = await addLinks([address('a')], [], AT)
    const [id = 0] = [...links.values()].map((link) => link.id)
    const { actId } = await keptFor(id, 'late', '')
    expect(await finishLinkJob(`link-${id}`)).toBe(false)
    await undoAct(actId)
    expect(await linkById(id)).toMatchObject({ versions: 0, title: '' })
  })
})
