import {
  addLinkJobs,
  dropLinkJobs,
  holdUnpermitted,
  linkJobId,
  nextLinkJob,
  requeuePermitted,
  stillRunning,
} from '../db/link-jobs.ts'
import type { ErrorReason } from '../model/error.ts'
import type { LinkJob } from '../model/job.ts'
import { hasAllSites } from '../platform/permissions.ts'
import { stayAwake } from '../platform/stay-awake.ts'
import { captureLink, type Run } from './capture-link.ts'

const PARALLEL = 2

/** Pages this worker is opening. */
const runs = new Set<Run>()

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
  const status = (await hasAllSites()) ? 'waiting' : 'needs-permission'
  const now = Date.now()
  await addLinkJobs(
    links.map((link) => newLinkJob(link, status, now)),
    batch,
  )
  if (status === 'needs-permission') return status
  void workOff()
  return 'queued'
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

let active = 0

/** Works off waiting links, a few at a time. */
async function workOff(): Promise<void> {
  while (active < PARALLEL) {
    active++
    const job = await nextLinkJob().catch((error: unknown) => {
      console.error(error)
      return undefined
    })
    if (!job) {
      active--
      return
    }
    void workOn(job)
  }
}

async function workOn(job: LinkJob): Promise<void> {
  const run: Run = { job, stop: new AbortController() }
  runs.add(run)
  try {
    // Nothing is heard while a page's last bodies are waited for.
    await stayAwake(captureLink(run))
  } catch (error) {
    // The database itself failed: the job is found again within a minute.
    console.error(error)
  }
  runs.delete(run)
  active--
  void workOff()
}

/** Whether this worker is opening a job's page. */
export const isUnderWay = (id: string): boolean => [...runs].some(({ job }) => job.id === id)

/** Goes on with links that waited for the permission or for a browser that was closed. */
export async function continueLinks(): Promise<void> {
  if (!(await hasAllSites())) {
    await holdUnpermitted()
    return
  }
  await requeuePermitted()
  await workOff()
}

/** Takes links' jobs off the list; pages being opened are closed, and nothing of them is kept. */
export async function dismissLinks(linkIds: number[]): Promise<void> {
  await dropLinkJobs(linkIds)
  await stopDropped()
}

/** Stops work on links whose job is gone: dismissed, or deleted with its link. */
export async function stopDropped(): Promise<void> {
  const wanted = await stillRunning([...runs].map(({ job }) => job.id))
  for (const { job, stop } of runs) if (!wanted.has(job.id)) stop.abort()
}
