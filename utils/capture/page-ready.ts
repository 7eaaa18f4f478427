import { LinkshotError } from '../model/error.ts'
import { answersScripts, runInPage } from '../platform/scripting.ts'
import { type TabInfo, tabById } from '../platform/tabs.ts'
import { sleep, within } from '../shared/wait.ts'
import { describePage, type PageFacts, settlePage } from './settle-page.ts'

const LOAD_MS = 45_000
/** Longer than a page takes at the most: what doesn't answer by then is busy or stands still. */
const SETTLE_MS = 13_000
const PROBE_EVERY_MS = 3000

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
  await loaded(tabId, refuseBlocked)
  const settling = runInPage(tabId, settlePage).then(() => true)
  if (!(await within(settling, SETTLE_MS, false))) await refuseBlocked()
  return within(runInPage(tabId, describePage), SETTLE_MS, undefined)
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
    // It was led to a site whose addresses are hidden from us.
    if (Date.now() - shown > HIDDEN_MS && tab.url === '') throw new LinkshotError('no-permission')
    await sleep(150)
    if (!hasPage(tab) || Date.now() - answered < PROBE_EVERY_MS) continue
    await probe()
    answered = Date.now()
  }
  const tab = await tabById(tabId)
  if (!tab || !hasPage(tab)) throw new LinkshotError('not-answering')
}

const hasPage = ({ url }: TabInfo): boolean => url !== '' && url !== 'about:blank'
