import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { captureLink } from '../../utils/capture/capture-link.ts'
import { continueLinks, hurryLinks, queueLinks } from '../../utils/capture/link-queue.ts'
import type { Run } from '../../utils/capture/run.ts'
import { db } from '../../utils/db/database.ts'
import { addLinkJobs } from '../../utils/db/link-jobs.ts'
import { askedSites, busySites } from '../../utils/db/queue-queries.ts'
import { putSetting } from '../../utils/db/settings.ts'
import { isOnline } from '../../utils/platform/online.ts'
import { hasAllSites } from '../../utils/platform/permissions.ts'
import { readableNow } from '../../utils/platform/readable-sites.ts'
import { sleep } from '../../utils/shared/wait.ts'
import { linkJob } from '../support/rows.ts'

vi.mock(import('../../utils/platform/permissions.ts'), async (original) => ({
  ...(await original()),
  hasAllSites: vi.fn<typeof hasAllSites>(),
}))
vi.mock('../../utils/platform/readable-sites.ts')
vi.mock(import('../../utils/platform/online.ts'), async (original) => ({
  ...(await original()),
  isOnline: vi.fn<typeof isOnline>(),
}))
vi.mock('../../utils/capture/capture-link.ts')

/** Each test has hosts and links of its own: pauses of the one before last, and a link has one host for ever. */
let test = 0
const id = (link: number) => test * 100 + link
const at = (link: number, host = `h${link}`) =>
  linkJob(id(link), { url: `https://${host}.test${test}/${link}` })
const opened = () => vi.mocked(captureLink).mock.calls.map(([{ job }]) => job.linkId % 100)
const ends = new Map<number, (busyUntil?: number) => void>()
const end = (link: number, busyUntil?: number) => ends.get(id(link))?.(busyUntil)

beforeEach(async () => {
  test++
  await db.delete()
  await db.open()
  fakeBrowser.reset()
  await putSetting('hostPause', 0.05)
  vi.mocked(hasAllSites).mockReset().mockResolvedValue(true)
  vi.mocked(readableNow)
    .mockReset()
    .mockResolvedValue(() => true)
  vi.mocked(isOnline).mockReset().mockReturnValue(true)
  ends.clear()
  vi.mocked(captureLink)
    .mockReset()
    .mockImplementation(
      ({ job }: Run) =>
        new Promise((resolve) => {
          ends.set(job.linkId, (busyUntil) => {
            void db.jobs.delete(job.id).then(() => resolve(busyUntil))
          })
        }),
    )
  return async () => {
    await db.jobs.clear()
    for (const each of ends.values()) each()
    await sleep(20)
  }
})

const soon = (links: number[]) => vi.waitFor(() => expect(opened()).toEqual(links), 4000)

describe('typed links', () => {
  it('are opened as many at a time as the settings say', async () => {
    await putSetting('linksAtOnce', 3)
    await addLinkJobs([at(1), at(2), at(3), at(4)])
    await continueLinks()
    expect(opened()).toEqual([1, 2, 3])
    end(2)
    await soon([1, 2, 3, 4])
  })

  it('of one host are opened one after the other, with a pause, and hold up no others', async () => {
    await addLinkJobs([at(1, 'a'), at(2, 'a'), at(3, 'b')])
    await continueLinks()
    expect(opened()).toEqual([1, 3])
    const before = Date.now()
    end(1)
    await soon([1, 3, 2])
    expect(Date.now() - before).toBeGreaterThanOrEqual(45)
  })

  it('of a site that wants to be left alone wait, those of others go on', async () => {
    await addLinkJobs([at(1, 'a'), at(2, 'a'), at(3, 'b'), at(4, 'b')])
    await continueLinks()
    end(1, Date.now() + 60_000)
    end(3)
    await soon([1, 3, 4])
    await sleep(100)
    expect(opened()).toEqual([1, 3, 4])
    expect(await busySites()).toMatchObject([{ host: `a.test${test}` }])
    await hurryLinks([id(2)])
    await soon([1, 3, 4, 2])
    expect(await busySites()).toEqual([])
  })

  it('wait while the queue is paused, also after a restart, and go on when it is let go', async () => {
    await putSetting('linksPaused', true)
    await queueLinks([{ linkId: id(1), url: `https://paused.test${test}/` }])
    await continueLinks()
    expect(opened()).toEqual([])
    await putSetting('linksPaused', false)
    await continueLinks()
    expect(opened()).toEqual([1])
  })

  it('are not opened offline', async () => {
    vi.mocked(isOnline).mockReturnValue(false)
    await addLinkJobs([at(1)])
    await continueLinks()
    expect(opened()).toEqual([])
    expect(await db.jobs.get(`link-${id(1)}`)).toMatchObject({ status: 'waiting', attempts: 0 })
    vi.mocked(isOnline).mockReturnValue(true)
    // Nobody has to tell.
    await soon([1])
  })

  it('are tried again when it is time', async () => {
    const due = Date.now() + 80
    const later = { status: 'later', notBefore: due, startedAt: due } as const
    await addLinkJobs([{ ...at(1), ...later }])
    await continueLinks()
    // Opened too soon, it would be there too soon.
    await soon([1])
    expect(Date.now()).toBeGreaterThanOrEqual(due)
  })

  it('wake a worker that has ended meanwhile where it takes longer', async () => {
    const due = Date.now() + 120_000
    const later = { status: 'later', notBefore: due, startedAt: due } as const
    await addLinkJobs([{ ...at(1), ...later }])
    await continueLinks()
    expect(await fakeBrowser.alarms.get('next-try')).toMatchObject({ scheduledTime: due })
  })

  it('that are hurried go before all others', async () => {
    await putSetting('linksAtOnce', 1)
    await addLinkJobs([at(1), at(2), at(3), at(4)])
    await continueLinks()
    await hurryLinks([id(4), id(3)])
    end(1)
    await soon([1, 4])
    end(4)
    await soon([1, 4, 3])
  })

  it('are opened where their site alone is allowed, others wait for that', async () => {
    vi.mocked(hasAllSites).mockResolvedValue(false)
    vi.mocked(readableNow).mockResolvedValue((url) => url.includes('//a.'))
    const status = async (link: number) => {
      const job = await db.jobs.get(`link-${id(link)}`)
      return job?.kind === 'link' && job.status
    }
    const wanted = [at(1, 'a'), at(2, 'b')].map(({ linkId, url }) => ({ linkId, url }))
    expect(await queueLinks(wanted)).toBe('needs-permission')
    await soon([1])
    expect([await status(1), await status(2)]).toEqual(['running', 'needs-permission'])
    expect(await askedSites()).toEqual([`*://*.b.test${test}/*`])
    vi.mocked(readableNow).mockResolvedValue(() => true)
    await continueLinks()
    await soon([1, 2])
  })
  it('of many sites ask the browser once a turn which of them are allowed', async () => {
    vi.mocked(hasAllSites).mockResolvedValue(false)
    vi.mocked(readableNow).mockResolvedValue(() => false)
    await addLinkJobs(Array.from({ length: 60 }, (_, index) => at(index + 1)))
    await continueLinks()
    expect(readableNow).toHaveBeenCalledTimes(1)
    const asked = db.jobs.filter((job) => job.kind === 'link' && job.status === 'needs-permission')
    expect(await asked.count()).toBe(60)
  })
})
