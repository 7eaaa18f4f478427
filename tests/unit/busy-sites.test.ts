import { beforeEach, describe, expect, it, vi } from 'vitest'
import { captureLink } from '../../utils/capture/capture-link.ts'
import { continueLinks } from '../../utils/capture/link-queue.ts'
import { forgetFreeSites, holdSite, releaseSites, siteFreeAt } from '../../utils/db/busy-sites.ts'
import { db } from '../../utils/db/database.ts'
import { addLinkJobs } from '../../utils/db/link-jobs.ts'
import { busySites } from '../../utils/db/queue-queries.ts'
import type { hasAllSites } from '../../utils/platform/permissions.ts'
import { AT, linkJob } from '../support/rows.ts'

vi.mock(import('../../utils/platform/permissions.ts'), async (original) => ({
  ...(await original()),
  hasAllSites: vi.fn<typeof hasAllSites>(async () => true),
}))
vi.mock('../../utils/capture/capture-link.ts')

beforeEach(async () => {
  await db.delete()
  await db.open()
  await holdSite('a.example', AT + 5000)
  await holdSite('b.example', AT + 9000)
})

describe('a site that wants to be left alone', () => {
  it('is remembered until then, and a shorter wish changes nothing', async () => {
    await holdSite('a.example', AT + 1000)
    expect(await siteFreeAt('a.example')).toBe(AT + 5000)
    expect(await siteFreeAt('c.example')).toBe(0)
    await holdSite('a.example', AT + 7000)
    expect((await busySites()).map(({ host, until }) => [host, until - AT])).toEqual([
      ['a.example', 7000],
      ['b.example', 9000],
    ])
  })

  it('is forgotten once that is over', async () => {
    await forgetFreeSites(AT + 5000)
    expect((await busySites()).map(({ host }) => host)).toEqual(['b.example'])
  })

  it('may be asked where somebody wants that', async () => {
    await releaseSites(['b.example', 'c.example'])
    expect((await busySites()).map(({ host }) => host)).toEqual(['a.example'])
  })
  it('is left alone by the next worker, too', async () => {
    await holdSite('a.example', Date.now() + 60_000)
    await addLinkJobs([
      linkJob(1, { url: 'https://www.a.example/' }),
      linkJob(2, { url: 'https://c.example/' }),
    ])
    await continueLinks()
    expect(vi.mocked(captureLink).mock.calls.map(([{ job }]) => job.linkId)).toEqual([2])
  })
})
