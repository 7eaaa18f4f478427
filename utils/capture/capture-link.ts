import { addLinkJob, deleteJob, snapshotComplete, updateLinkJob } from '../db/jobs.ts'
import { type ErrorReason, LinkshotError, toLinkshotError } from '../model/error.ts'
import type { LinkJob } from '../model/job.ts'
import type { Notice } from '../model/snapshot.ts'
import { setBadge } from '../platform/action.ts'
import { hasAllSites } from '../platform/permissions.ts'
import { runInPage } from '../platform/scripting.ts'
import { closeQuietTab, openQuietTab, type TabInfo, tabById } from '../platform/tabs.ts'
import { sleep, within } from '../shared/wait.ts'
import { captureTab } from './capture-tab.ts'
import { finishResources } from './finish-resources.ts'
import { noticesOf } from './notices.ts'
import { describePage, settlePage } from './settle-page.ts'

const LOAD_MS = 45_000
const SETTLE_MS = 10_000
const RESOURCES_MS = 60_000
const PARALLEL = 2

let active = 0

/** Puts a link's page on the list of pages to be opened and kept. */
export async function queueLink(linkId: number, url: string): Promise<LinkJob['status']> {
  return addLinkJob(newLinkJob(linkId, url, (await hasAllSites()) ? 'waiting' : 'needs-permission'))
}

/** Lists a link whose page was not kept, with the reason; trying again is left to its owner. */
export async function listFailedLink(
  linkId: number,
  url: string,
  reason: ErrorReason,
): Promise<void> {
  await addLinkJob({ ...newLinkJob(linkId, url, 'failed'), reason })
}

function newLinkJob(linkId: number, url: string, status: LinkJob['status']): LinkJob {
  const now = Date.now()
  return {
    id: linkJobId(linkId),
    kind: 'link',
    linkId,
    url,
    status,
    reason: '',
    detail: '',
    tabId: -1,
    attempts: 0,
    startedAt: now,
    updatedAt: now,
  }
}

/** One job a link: asking twice doesn't open the page twice. */
export const linkJobId = (linkId: number): string => `link-${linkId}`

/** Works off waiting links, a few at a time. `next` hands out the next one and marks it as running. */
export async function workOff(next: () => Promise<LinkJob | undefined>): Promise<void> {
  while (active < PARALLEL) {
    active++
    const job = await next().catch((error: unknown) => {
      console.error(error)
      return undefined
    })
    if (!job) {
      active--
      return
    }
    void captureLink(job).finally(() => {
      active--
      void workOff(next)
    })
  }
}

/** Opens a link quietly, keeps its page and closes the tab; the job says why if it can't. */
async function captureLink(job: LinkJob): Promise<void> {
  let tab: TabInfo | undefined
  try {
    tab = await openQuietTab(job.url)
    await updateLinkJob(job.id, { tabId: tab.id })
    await keepQuietTab(job, tab.id)
    await deleteJob(job.id)
  } catch (error) {
    const { reason, detail } = toLinkshotError(error)
    // The browser's error page stands for a site that gave none.
    const told = reason === 'page-error' ? 'not-answering' : reason
    await updateLinkJob(job.id, { status: 'failed', reason: told, detail })
  } finally {
    if (tab) await closeQuietTab(tab.id)
  }
}

async function keepQuietTab(job: LinkJob, tabId: number): Promise<void> {
  await loaded(tabId)
  await within(runInPage(tabId, settlePage), SETTLE_MS, undefined)
  const page = await within(runInPage(tabId, describePage), SETTLE_MS, undefined)
  const notices: Notice[] = page ? noticesOf(job.url, page) : []
  const { snapshot } = await captureTab({ tabId, trigger: 'link', linkId: job.linkId, notices })
  await setBadge(tabId, 'none')
  await within(finished(snapshot), RESOURCES_MS, undefined)
}

/** The tab stays open while its scripts fetch, and is told to hurry once they have had their time. */
async function finished(snapshot: string): Promise<void> {
  await snapshotComplete(snapshot, RESOURCES_MS - 5000)
  await finishResources(snapshot)
}

/** Waits until the tab has loaded. A download leaves it without a page, or closes it. */
async function loaded(tabId: number): Promise<void> {
  const end = Date.now() + LOAD_MS
  while (Date.now() < end) {
    const tab = await tabById(tabId)
    if (!tab) throw new LinkshotError('is-download')
    if (tab.status === 'complete' && tab.url !== '' && tab.url !== 'about:blank') return
    await sleep(150)
  }
  const tab = await tabById(tabId)
  if (!tab || tab.url === '' || tab.url === 'about:blank') throw new LinkshotError('not-answering')
}
