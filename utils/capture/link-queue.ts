import { holdSite, releaseSites } from '../db/busy-sites.ts'
import { dropLinkJobsForNow } from '../db/dropped-jobs.ts'
import {
  addLinkJobs,
  linkJobId,
  requeuePermitted,
  sortByPermission,
  stillRunning,
} from '../db/link-jobs.ts'
import { bringDueLinks, hurryLinkJobs, nextDue, startLinkJob } from '../db/link-turns.ts'
import { setting } from '../db/queries.ts'
import { busySites } from '../db/queue-queries.ts'
import type { ErrorReason } from '../model/error.ts'
import type { LinkJob } from '../model/job.ts'
import { DEFAULT_SETTINGS } from '../model/setting.ts'
import { isOnline } from '../platform/online.ts'
import { hasAllSites } from '../platform/permissions.ts'
import { readableNow } from '../platform/readable-sites.ts'
import { stayAwake } from '../platform/stay-awake.ts'
import { alarmAt } from '../platform/triggers.ts'
import { hostOf } from '../shared/host-of.ts'
import { captureLink } from './capture-link.ts'
import { createHostTurns } from './host-turns.ts'
import type { Run } from './run.ts'
import { tellEnd } from './tell-end.ts'
import { createWaitingLine } from './waiting-line.ts'

/** Pages this worker is opening. */
const runs = new Set<Run>()
const turns = createHostTurns()
const line = createWaitingLine()

/** A link whose page is wanted. */
export interface WantedLink {
  linkId: number
  url: string
  /** The act that added it, where undoing that is to take the page back too. */
  act?: string
}

/** Puts links on the list of pages to be opened and kept, in their order, and begins. */
export async function queueLinks(
  links: WantedLink[],
  batch = '',
): Promise<'queued' | 'needs-permission' | 'none'> {
  if (links.length === 0) return 'none'
  const mayRead = await readableNow()
  const now = Date.now()
  const jobs = links.map((link) =>
    newLinkJob(link, mayRead(link.url) ? 'waiting' : 'needs-permission', now),
  )
  await addLinkJobs(jobs, batch)
  void lookAgain()
  return jobs.some(({ status }) => status === 'needs-permission') ? 'needs-permission' : 'queued'
}

/** Lists a link whose page was not kept, with the reason; trying again is left to its owner. */
export async function listFailedLink(
  linkId: number,
  url: string,
  reason: ErrorReason,
): Promise<void> {
  await addLinkJobs([{ ...newLinkJob({ linkId, url }, 'failed', Date.now()), reason }])
}

function newLinkJob(link: WantedLink, status: LinkJob['status'], now: number): LinkJob {
  return {
    ...link,
    id: linkJobId(link.linkId),
    kind: 'link',
    status,
    reason: '',
    detail: '',
    tabId: -1,
    attempts: 0,
    startedAt: now,
    updatedAt: now,
  }
}

/** Goes on with links that were added, moved or let go. */
function lookAgain(): Promise<void> {
  line.forget()
  return workOff()
}

let filling: Promise<void> | undefined
let again = false

/** Opens waiting links as far as settings and their hosts allow. */
function workOff(): Promise<void> {
  again = true
  filling ??= fill()
  return filling
}

/** One at a time: two would take the same link. */
async function fill(): Promise<void> {
  try {
    while (again) {
      again = false
      await fillLanes()
    }
  } catch (error) {
    // The database itself failed: the next alarm tries again.
    console.error(error)
  } finally {
    filling = undefined
  }
}

async function fillLanes(): Promise<void> {
  await holdBusyHosts()
  if ((await bringDueLinks(Date.now())) > 0) line.forget()
  if (await setting('linksPaused')) return
  // What is opened offline would fail for no fault of its own. Workers are not told of the network's return.
  if (!isOnline()) return lookAgainAt(Date.now() + OFFLINE_MS)
  const most = await setting('linksAtOnce')
  // One time for all: a pause that ended between two looks at the clock would be waited for by nobody.
  const now = Date.now()
  while (runs.size < most) {
    const job = await takeNext(now)
    if (!job) break
    void workOn(job)
  }
  const due = (await nextDue()) ?? Infinity
  lookAgainAt(Math.min(due, turns.nextEnd(now) ?? Infinity))
  wakeAt(due)
}

async function takeNext(now: number): Promise<LinkJob | undefined> {
  for (;;) {
    const id = await line.next((host) => turns.isFree(host, now))
    if (id === undefined) return undefined
    const job = await startLinkJob(id)
    // Dropped meanwhile, or it waits for something else by now.
    if (job) return job
  }
}

async function workOn(job: LinkJob): Promise<void> {
  const run: Run = { job, stop: new AbortController() }
  const host = hostOf(job.url)
  runs.add(run)
  turns.begin(host)
  let busyUntil: number | undefined
  try {
    // Nothing is heard while a page's last bodies are waited for.
    busyUntil = await stayAwake(captureLink(run))
    if (busyUntil) await holdSite(host, busyUntil)
  } catch (error) {
    // The database itself failed: the job is found again within a minute.
    console.error(error)
  }
  if (job.batch && !run.stop.signal.aborted) void tellEnd(job.batch).catch(console.error)
  const pause = await pauseMs()
  runs.delete(run)
  turns.end(host, Math.max(busyUntil ?? 0, Date.now() + pause))
  void workOff()
}

const pauseMs = async (): Promise<number> =>
  1000 * (await setting('hostPause').catch(() => DEFAULT_SETTINGS.hostPause))

let known: Promise<void> | undefined

/** Sites that asked a worker before this one to come later are left alone by this one, too. */
function holdBusyHosts(): Promise<void> {
  known ??= busySites().then((sites) => {
    for (const { host, until } of sites) turns.hold(host, until)
  })
  // One failed read must not end the queue.
  known.catch(() => {
    known = undefined
  })
  return known
}

/** How often the network is looked for. */
const OFFLINE_MS = 3000

let timer: ReturnType<typeof setTimeout> | undefined

function lookAgainAt(at: number): void {
  clearTimeout(timer)
  if (at !== Infinity) timer = setTimeout(() => void workOff(), Math.max(0, at - Date.now()))
}

/** Longer than this, and a worker might not live to see its timer. */
const TIMER_MS = 25_000
/** Wakes a worker for the next try of a link. */
export const NEXT_TRY = 'next-try'

function wakeAt(due: number): void {
  if (due !== Infinity && due - Date.now() > TIMER_MS) alarmAt(NEXT_TRY, due)
}

/** Whether this worker is opening a job's page. */
export const isUnderWay = (id: string): boolean => [...runs].some(({ job }) => job.id === id)

/** Goes on with links that waited for the permission or for a browser that was closed. */
export async function continueLinks(): Promise<void> {
  if (await hasAllSites()) await requeuePermitted()
  else await sortByPermission(await readableNow())
  await lookAgain()
}

/** Opens links before all others that wait, also those that were to be tried again later. */
export async function hurryLinks(linkIds: number[]): Promise<void> {
  const jobs = await hurryLinkJobs(linkIds.map(linkJobId))
  const soon = Date.now() + (await pauseMs())
  const hosts = [...new Set(jobs.map(({ url }) => hostOf(url)))]
  for (const host of hosts) turns.release(host, soon)
  await releaseSites(hosts)
  void lookAgain()
}

/**
 * Takes links' jobs off the list; pages being opened are closed, and nothing of them is kept.
 * @returns what undoes it, '' where there was nothing to take
 */
export async function dismissLinks(linkIds: number[]): Promise<{ actId: string }> {
  const actId = await dropLinkJobsForNow(linkIds)
  await stopDropped()
  return { actId }
}

/** Stops work on links whose job is gone: dismissed, or deleted with its link. */
export async function stopDropped(): Promise<void> {
  const wanted = await stillRunning([...runs].map(({ job }) => job.id))
  for (const { job, stop } of runs) if (!wanted.has(job.id)) stop.abort()
}
