import { snapshotComplete } from '../db/jobs.ts'
import { linkById } from '../db/queries.ts'
import { LinkshotError } from '../model/error.ts'
import { mayRead } from '../platform/permissions.ts'
import { closeTab, openVisibleTab } from '../platform/tabs.ts'
import { capturable } from './capturable.ts'
import type { Captured } from './capture-tab.ts'
import { keepPage } from './keep-page.ts'
import { noticesOf } from './notices.ts'
import { pageReady } from './page-ready.ts'

/** The tab is in somebody's way: what is late is brought in without it. */
const RESOURCES_MS = 20_000
/** Whoever sees a dialog can answer it. */
const BLOCKED_MS = 45_000

/**
 * Keeps another version of a link from a tab in front, which is closed then. For pages that do only while
 * somebody sees them what they are kept for.
 */
export async function keepVisibly(linkId: number): Promise<Captured> {
  const link = await linkById(linkId)
  if (!link) throw new LinkshotError('not-found')
  const able = capturable(link.url)
  if (!able.ok) throw new LinkshotError(able.reason, link.url)
  if (!(await mayRead(link.url))) throw new LinkshotError('no-permission', link.url)
  const { id: tabId } = await openVisibleTab(link.url)
  try {
    const page = await pageReady(tabId, BLOCKED_MS)
    const notices = page ? noticesOf(link.url, page) : []
    const captured = await keepPage({ tabId, trigger: 'link', linkId, notices })
    await snapshotComplete(captured.snapshot, RESOURCES_MS)
    return captured
  } finally {
    await closeTab(tabId)
  }
}
