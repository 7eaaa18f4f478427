import { completeOrphans, deleteJob, requeueLinkJobs, updateLinkJob } from '../db/jobs.ts'
import { addLink } from '../db/link-acts.ts'
import { allJobs, linkById } from '../db/queries.ts'
import { urlKeyOrNone } from '../links/url-key.ts'
import type { KeepJob, LinkJob, ResourcesJob } from '../model/job.ts'
import { closeTab, tabById } from '../platform/tabs.ts'
import { continueLinks } from './add-address.ts'
import { linkJobId, queueLink } from './capture-link.ts'
import { captureTab } from './capture-tab.ts'
import { finishResources } from './finish-resources.ts'

/** A page that sends nothing for this long has stopped fetching. */
const IDLE_MS = 45_000

/**
 * Goes on with what a killed worker or a closed browser left behind. Call it once, when a worker starts:
 * jobs of kind 'keep' and running links are nobody's then.
 */
export async function resumeAll(): Promise<void> {
  const jobs = await allJobs()
  await completeOrphans()
  for (const job of jobs) if (job.kind === 'link' && job.status === 'running') await leave(job)
  await requeueLinkJobs(['running'])
  await Promise.all(jobs.filter((job) => job.kind === 'keep').map(resumeKeep))
  await finishIdle()
  await continueLinks()
}

/** Ends the jobs whose page has gone or fallen silent. */
export async function finishIdle(now = Date.now()): Promise<void> {
  for (const job of await allJobs()) {
    if (job.kind === 'resources' && (await isIdle(job, now))) await finishResources(job.snapshot)
  }
}

async function isIdle(job: ResourcesJob, now: number): Promise<boolean> {
  if (job.fetching.length === 0 || now - job.updatedAt > IDLE_MS) return true
  return (await tabById(job.tabId)) === undefined
}

/** The tab it had opened is closed; its turn comes again. */
async function leave(job: LinkJob): Promise<void> {
  const tab = job.tabId < 0 ? undefined : await tabById(job.tabId)
  if (tab && !tab.active && tab.url === job.url) await closeTab(tab.id)
}

/** Keeps the page if its tab still shows it; otherwise the link is kept and says what happened. */
async function resumeKeep(job: KeepJob): Promise<void> {
  await deleteJob(job.id)
  if (job.trigger === 'link') return
  const tab = await tabById(job.tabId)
  if (tab?.url === job.url && job.attempts === 0) {
    const { tabId, trigger, tags, linkId } = job
    const again = captureTab({ tabId, trigger, tags, linkId, attempts: 1 })
    if (
      await again.then(
        () => true,
        () => false,
      )
    )
      return
  }
  await keepAddressOnly(job)
}

async function keepAddressOnly(job: KeepJob): Promise<void> {
  const { url, title, tags } = job
  const urlKey = urlKeyOrNone(url)
  if (urlKey === '') return
  const { linkId } = await addLink({ url, urlKey, title, tags, at: job.startedAt })
  if (((await linkById(linkId))?.versions ?? 0) > 0) return
  await queueLink(linkId, url)
  await updateLinkJob(linkJobId(linkId), { status: 'failed', reason: 'interrupted' })
}

/** A tab that closes takes its fetching script along: its snapshot is finished without it. */
export async function tabClosed(tabId: number): Promise<void> {
  for (const job of await allJobs()) {
    if (job.kind === 'resources' && job.tabId === tabId) await finishResources(job.snapshot)
  }
}
