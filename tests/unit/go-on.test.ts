import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { captureLink } from '../../utils/capture/capture-link.ts'
import { continueLinks } from '../../utils/capture/link-queue.ts'
import { goOn } from '../../utils/capture/resume.ts'
import type { Run } from '../../utils/capture/run.ts'
import { db } from '../../utils/db/database.ts'
import { addLinkJobs } from '../../utils/db/link-jobs.ts'
import { hasAllSites } from '../../utils/platform/permissions.ts'
import { readableNow } from '../../utils/platform/readable-sites.ts'
import { openQuietTab } from '../../utils/platform/tabs.ts'
import { linkJob } from '../support/rows.ts'

vi.mock(import('../../utils/platform/permissions.ts'), async (original) => ({
  ...(await original()),
  hasAllSites: vi.fn<typeof hasAllSites>(),
}))
vi.mock('../../utils/platform/readable-sites.ts')
vi.mock('../../utils/capture/capture-link.ts')

const status = async (linkId: number) => {
  const job = await db.jobs.get(`link-${linkId}`)
  return job?.kind === 'link' ? job.status : undefined
}
const opened = () => vi.mocked(captureLink).mock.calls.map(([{ job }]) => job)

beforeEach(async () => {
  await db.delete()
  await db.open()
  // All of one host, and no test waits for the one before.
  await db.settings.put({ key: 'hostPause', value: 0 })
  fakeBrowser.reset()
  vi.mocked(hasAllSites).mockReset().mockResolvedValue(true)
  vi.mocked(readableNow)
    .mockReset()
    .mockResolvedValue(() => false)
  vi.mocked(captureLink)
    .mockReset()
    .mockImplementation(async ({ job }: Run) => {
      await db.jobs.delete(job.id)
      return undefined
    })
})

describe('every minute', () => {
  it('a page whose worker was killed is opened again', async () => {
    await addLinkJobs([linkJob(1, { status: 'running', attempts: 1 })])
    await goOn()
    await vi.waitFor(async () => expect(await db.jobs.count()).toBe(0))
    expect(opened()).toMatchObject([{ linkId: 1, attempts: 2 }])
  })

  it('a page that takes workers down is given up', async () => {
    await addLinkJobs([linkJob(1, { status: 'running', attempts: 3 })])
    await goOn()
    expect(await db.jobs.get('link-1')).toMatchObject({ status: 'failed', reason: 'interrupted' })
    expect(opened()).toEqual([])
  })

  it('a page being opened is let alone, however often it is looked at', async () => {
    const end = Promise.withResolvers<void>()
    vi.mocked(captureLink).mockImplementation(async ({ job }: Run) => {
      await end.promise
      await db.jobs.delete(job.id)
      return undefined
    })
    await addLinkJobs([linkJob(1, { status: 'running', attempts: 1 })])
    await Promise.all([goOn(), goOn(), continueLinks()])
    await Promise.all([goOn(), goOn()])
    expect(await status(1)).toBe('running')
    expect(opened()).toHaveLength(1)
    end.resolve()
    await vi.waitFor(async () => expect(await db.jobs.count()).toBe(0))
  })

  it('waiting pages are opened where the queue stood still', async () => {
    await addLinkJobs([linkJob(1), linkJob(2), linkJob(3)])
    await goOn()
    await vi.waitFor(async () => expect(await db.jobs.count()).toBe(0))
    expect(opened().map(({ linkId }) => linkId)).toEqual([1, 2, 3])
  })

  it('tabs that a killed worker had opened are closed, those of this one stay', async () => {
    const lost = await fakeBrowser.tabs.create({ url: 'https://lost.example/' })
    const users = await fakeBrowser.tabs.create({ url: 'https://users.example/' })
    await fakeBrowser.storage.session.set({ [`quiet-tab-${lost.id}`]: true })
    const own = await openQuietTab('https://own.example/')
    await goOn()
    const left = (await fakeBrowser.tabs.query({})).map(({ id }) => id)
    expect(left).toContain(users.id)
    expect(left).toContain(own.id)
    expect(left).not.toContain(lost.id)
  })
})

describe('links that wait', () => {
  it('wait for the permission again once it is taken back', async () => {
    vi.mocked(hasAllSites).mockResolvedValue(false)
    await addLinkJobs([linkJob(1), linkJob(2, { status: 'failed' })])
    await continueLinks()
    expect([await status(1), await status(2)]).toEqual(['needs-permission', 'failed'])
    expect(opened()).toEqual([])
  })
})
