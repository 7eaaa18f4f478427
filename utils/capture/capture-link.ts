import { snapshotComplete } from '../db/jobs.ts'
import { finishLinkJob, updateLinkJob } from '../db/link-jobs.ts'
import { setting } from '../db/queries.ts'
import { undoAct } from '../db/undo.ts'
import { LinkshotError, toLinkshotError } from '../model/error.ts'
import type { LinkJob } from '../model/job.ts'
import type { Notice } from '../model/snapshot.ts'
import { setBadge } from '../platform/action.ts'
import { closeQuietTab, openQuietTab, type TabInfo } from '../platform/tabs.ts'
import { within } from '../shared/wait.ts'
import { capturable } from './capturable.ts'
import { type Captured, captureTab } from './capture-tab.ts'
import { finishResources } from './finish-resources.ts'
import { noticesOf } from './notices.ts'
import { pageReady } from './page-ready.ts'
import { mayTryAgain, passingReason, restUntil } from './retry-plan.ts'
import type { Run } from './run.ts'
import { settleFailure } from './settle-failure.ts'

/** Nobody sees a dialog that may hold it. */
const BLOCKED_MS = 12_000
const RESOURCES_MS = 60_000

/**
 * Opens a link quietly, keeps its page and closes the tab; the job says why if it can't, and when it is
 * tried again.
 * @returns until when the site asked to be left alone, if it did
 */
export async function captureLink(run: Run): Promise<number | undefined> {
  const { job, stop } = run
  let tab: TabInfo | undefined
  try {
    checkAddress(job.url)
    tab = await openQuietTab(job.url, job.reason === 'timeout')
    const { id: tabId } = tab
    stop.signal.addEventListener('abort', () => void closeQuietTab(tabId))
    await updateLinkJob(job.id, { tabId })
    stop.signal.throwIfAborted()
    const { actId, isBusy } = await keepQuietTab(job, tabId, stop.signal)
    // Dropped meanwhile: nobody asked for this page any more.
    if (stop.signal.aborted || !(await finishLinkJob(job.id))) await takeBack(actId)
    return isBusy ? await restOf(job) : undefined
  } catch (error) {
    if (tab) await closeQuietTab(tab.id)
    return await settleFailure(run, toLinkshotError(error))
  } finally {
    if (tab) await closeQuietTab(tab.id)
  }
}

/** Where the tab would show nothing we may read, none is opened. */
function checkAddress(url: string): void {
  const able = capturable(url)
  if (!able.ok) throw new LinkshotError(able.reason, url)
}

/** It may be gone already, with the link. */
async function takeBack(actId: string): Promise<void> {
  await undoAct(actId).catch((error: unknown) => {
    if (!(error instanceof LinkshotError)) throw error
  })
}

/** What it says of itself was kept in the end; its other pages would be told the same. */
const restOf = async ({ failures = 0 }: LinkJob): Promise<number> =>
  restUntil(failures, 1000 * (await setting('retryPause')))

interface KeptTab extends Captured {
  /** It shows that its site is busy. */
  isBusy: boolean
}

async function keepQuietTab(job: LinkJob, tabId: number, signal: AbortSignal): Promise<KeptTab> {
  const page = await pageReady(tabId, BLOCKED_MS)
  if (page) checkStatus(job, page.status)
  const notices: Notice[] = page ? noticesOf(job.url, page) : []
  const { linkId, act: of = '' } = job
  const captured = await captureTab({ tabId, trigger: 'link', linkId, notices, of })
  await setBadge(tabId, 'none')
  await within(
    Promise.race([finished(captured.snapshot), stopped(signal)]),
    RESOURCES_MS,
    undefined,
  )
  return { ...captured, isBusy: page !== undefined && passingReason(page.status) === 'site-busy' }
}

/** What a site says of its trouble is kept only where no other try may bring the page itself. */
function checkStatus({ failures = 0 }: LinkJob, status: number): void {
  const reason = passingReason(status)
  if (reason && mayTryAgain(reason, failures)) throw new LinkshotError(reason, String(status))
}

const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })

/** The tab stays open while its scripts fetch, and is told to hurry once they have had their time. */
async function finished(snapshot: string): Promise<void> {
  await snapshotComplete(snapshot, RESOURCES_MS - 5000)
  await finishResources(snapshot)
}
