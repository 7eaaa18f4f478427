import { LinkshotError } from '../model/error.ts'
import { hasAllSites } from '../platform/permissions.ts'
import { answersScripts, runInPage } from '../platform/scripting.ts'
import { type TabInfo, tabById } from '../platform/tabs.ts'
import { sleep, within } from '../shared/wait.ts'
import { describePage, type PageFacts, settlePage } from './settle-page.ts'

const LOAD_MS = 45_000
/** Longer than a page takes at the most: what doesn't answer by then is busy or stands still. */
const SETTLE_MS = 13_000
const PROBE_EVERY_MS = 3000
/** Pages that lead on by themselves, one after the other. */
const MOST_PAGES = 4

/**
 * Waits until the page in a tab has loaded and settled.
 * @param blockedMs a page answers nobody while it stands still in a dialog or a loop, and is given up after
 * so long; one that is merely busy does in between
 * @returns what it says of itself, if it says anything
 */
export async function pageReady(tabId: number, blockedMs: number): Promise<PageFacts | undefined> {
  const refuseBlocked = async () => {
    if (!(await answersScripts(tabId, blockedMs))) throw new LinkshotError('timeout', 'blocked')
  }
  for (let page = 1; page <= MOST_PAGES; page++) {
    await loaded(tabId, refuseBlocked)
    const settled = await within(runInPage(tabId, settlePage), SETTLE_MS, 'late')
    if (settled === true) break
    if (settled === 'late') {
      await refuseBlocked()
      break
    }
    // It led on to another page, whose turn to settle it is.
  }
  return within(runInPage(tabId, describePage), SETTLE_MS, undefined)
}

/** An empty tab that has loaded: it was led to a site whose addresses are hidden from us, or there is no page. */
async function refuseHidden(): Promise<never> {
  throw new LinkshotError((await hasAllSites()) ? 'page-error' : 'no-permission')
}

/** Longer than a tab takes to begin with what it was told to show. */
const HIDDEN_MS = 10_000

/** Waits until the tab has loaded. A download leaves it without a page, or closes it. */
async function loaded(tabId: number, probe: () => Promise<void>): Promise<void> {
  const end = Date.now() + LOAD_MS
  let answered = Date.now()
  let shown = Date.now()
  while (Date.now() < end) {
    const tab = await tabById(tabId)
    if (!tab) throw new LinkshotError('is-download')
    if (tab.status === 'complete' && hasPage(tab)) return
    if (tab.status !== 'complete') shown = Date.now()
    if (Date.now() - shown > HIDDEN_MS && tab.url === '') await refuseHidden()
    await sleep(150)
    if (!hasPage(tab) || Date.now() - answered < PROBE_EVERY_MS) continue
    await probe()
    answered = Date.now()
  }
  const tab = await tabById(tabId)
  if (!tab || !hasPage(tab)) throw new LinkshotError('not-answering')
}

const hasPage = ({ url }: TabInfo): boolean => url !== '' && url !== 'about:blank'
