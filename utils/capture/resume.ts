import { forgetFreeSites } from '../db/busy-sites.ts'
import { resumeCollecting } from '../db/collect-garbage.ts'
import { forgetDropped } from '../db/dropped-jobs.ts'
import { completeOrphans, deleteJob, putJob } from '../db/jobs.ts'
import { addLink, editLinks } from '../db/link-acts.ts'
import {
  endBatches,
  failLinkJob,
  finishLinkJob,
  runningLinkJobs,
  updateLinkJob,
} from '../db/link-jobs.ts'
import { jobsOfKind, linkById, snapshotByUid } from '../db/queries.ts'
import { urlKeyOrNone } from '../links/url-key.ts'
import type { KeepJob, LinkJob, ResourcesJob } from '../model/job.ts'
import { noteWith } from '../model/note.ts'
import { dropLostRules } from '../platform/session-rules.ts'
import { stayAwake } from '../platform/stay-awake.ts'
import { closeLostTabs, tabById } from '../platform/tabs.ts'
import { captureTab } from './capture-tab.ts'
import { finishResources } from './finish-resources.ts'
import { continueLinks, isUnderWay, listFailedLink } from './link-queue.ts'
import { verifySnapshots } from './verify-snapshots.ts'
import { endLostPictures } from './whole-picture/end-lost-pictures.ts'

/** A page that sends nothing for this long has stopped fetching. */
const IDLE_MS = 45_000

/**
 * Goes on with what a killed worker or a closed browser left behind. Call it once, when a worker starts:
 * jobs of kind 'keep' are nobody's then.
 */
export async function resumeAll(): Promise<void> {
  // Only these are nobody's: what begins from now on belongs to this worker.
  const keeps = await jobsOfKind('keep')
  await dropLostRules().catch(console.error)
  await completeOrphans().catch(console.error)
  await endLostPictures().catch(console.error)
  await Promise.all([...keeps.map(resumeKeep), goOn()])
}

/**
 * Ends what has fallen silent and goes on with the links that wait. For every minute: whatever stopped a
 * job, it stands still no longer than that. Links don't wait for bodies that are slow to come.
 */
export async function goOn(now = Date.now()): Promise<void> {
  // Nobody waits for it: it takes seconds a page.
  void verifySnapshots().catch(console.error)
  void stayAwake(resumeCollecting()).catch(console.error)
  await Promise.all([goOnWithLinks().catch(console.error), finishIdle(now).catch(console.error)])
}

let goingOn: Promise<void> | undefined

/** One at a time: a second would give back to the queue what the first has just taken from it. */
function goOnWithLinks(): Promise<void> {
  goingOn ??= takeUpLost().finally(() => {
    goingOn = undefined
  })
  return goingOn
}

/** Running links that this worker knows nothing of are those of one that was killed. */
async function takeUpLost(): Promise<void> {
  const lost = (await runningLinkJobs()).filter(({ id }) => !isUnderWay(id))
  await closeLostTabs()
  for (const job of lost) await leave(job).catch(console.error)
  await continueLinks()
}

/** Ends the jobs whose page has gone or fallen silent, and batches that are through. */
async function finishIdle(now: number): Promise<void> {
  await endBatches(now)
  await forgetDropped(now)
  await forgetFreeSites(now)
  for (const job of await jobsOfKind('resources')) {
    if (!(await isIdle(job, now))) continue
    // One that fails must not stop the others; its turn comes again.
    await finishResources(job.snapshot).catch(console.error)
  }
}

async function isIdle(job: ResourcesJob, now: number): Promise<boolean> {
  if (job.fetching.length === 0 || now - job.updatedAt > IDLE_MS) return true
  return (await tabById(job.tabId)) === undefined
}

/** A page that took the worker down this often would do it for ever. */
const ATTEMPTS = 3

/** Its turn comes again, unless its page was stored already. */
async function leave(job: LinkJob): Promise<void> {
  if (await keptSince(job)) await finishLinkJob(job.id)
  else if (job.attempts < ATTEMPTS) await updateLinkJob(job.id, { status: 'waiting', tabId: -1 })
  else await failLinkJob(job.id, { reason: 'interrupted', detail: '' })
}

async function keptSince({ linkId, updatedAt }: LinkJob): Promise<boolean> {
  const link = await linkById(linkId)
  const newest = link && (await snapshotByUid(link.latest))
  return newest !== undefined && newest.capturedAt >= updatedAt
}

/** Keeps the page if its tab still shows it; otherwise the link is kept and says what happened. */
async function resumeKeep(job: KeepJob): Promise<void> {
  try {
    // A typed link has a job of its own.
    if (job.trigger !== 'link' && !(await keptAgain(job))) await keepAddressOnly(job)
  } catch (error) {
    console.error(error)
  }
  // Last: until then it stands for what was asked for.
  await deleteJob(job.id).catch(console.error)
}

async function keptAgain(job: KeepJob): Promise<boolean> {
  const { tabId, url, trigger, tags, quote = '', linkId } = job
  if (job.attempts > 0 || (await tabById(tabId))?.url !== url) return false
  await putJob({ ...job, attempts: 1 })
  const { selection, wholePicture } = job
  const again = {
    ...{ tabId, trigger, tags, quote, linkId, attempts: 1 },
    ...(selection === undefined ? {} : { selection }),
    ...(wholePicture === undefined ? {} : { wholePicture }),
  }
  return captureTab(again).then(
    () => true,
    () => false,
  )
}

async function keepAddressOnly(job: KeepJob): Promise<void> {
  const { url, title, tags } = job
  const urlKey = urlKeyOrNone(url)
  if (urlKey === '') return
  const { linkId } = await addLink({ url, urlKey, title, tags, at: job.startedAt })
  const link = await linkById(linkId)
  if (link && job.quote) await editLinks([linkId], { note: noteWith(link.note, job.quote) })
  if (link && link.versions > 0) return
  await listFailedLink(linkId, url, 'interrupted')
}

/** A tab that closes takes its fetching script along: its snapshot is finished without it. */
export async function tabClosed(tabId: number): Promise<void> {
  for (const job of await jobsOfKind('resources')) {
    if (job.tabId !== tabId) continue
    await finishResources(job.snapshot).catch(console.error)
  }
}
