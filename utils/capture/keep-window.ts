import { linkByKey, setting, snapshotByUid } from '../db/queries.ts'
import { setLanguage, t } from '../i18n/t.ts'
import { urlKeyOf } from '../links/url-key.ts'
import type { ChosenTab, KeptWindow } from '../messaging/protocol.ts'
import { LinkshotError } from '../model/error.ts'
import { setBadge, setProgress, setTitle } from '../platform/action.ts'
import { hasAllSites } from '../platform/permissions.ts'
import { activeTab, allTabs, type TabInfo, windowTabs } from '../platform/tabs.ts'
import { inParallel } from '../shared/wait.ts'
import { splitFragment } from '../snapshot/cid.ts'
import { addAddresses } from './add-addresses.ts'
import { capturable } from './capturable.ts'
import { keepPage } from './keep-page.ts'

const PARALLEL = 2

/**
 * Keeps every page of a window, with its progress on the button over the tab in front.
 * @throws LinkshotError 'no-permission' where addresses of tabs are hidden from us
 */
export async function keepWindow(windowId: number): Promise<KeptWindow> {
  await checkAllowed()
  const tabs = await windowTabs(windowId)
  const front = tabs.find(({ active }) => active)?.id ?? -1
  return keepEach(tabs, front, async (tab) => {
    if (!(await keptJustNow(tab))) await keepPage({ tabId: tab.id, trigger: 'menu' })
  })
}

/**
 * Keeps the pages of tabs that were chosen, with tags; those that are not there any more are added as links.
 * @throws LinkshotError 'no-permission' where addresses of tabs are hidden from us
 */
export async function keepTabs(chosen: ChosenTab[], tags: string[]): Promise<KeptWindow> {
  await checkAllowed()
  const now = new Map((await allTabs()).map((tab) => [tab.id, tab]))
  const tabs: TabInfo[] = []
  const gone: ChosenTab[] = []
  for (const each of chosen) {
    const tab = now.get(each.tabId)
    if (tab && sameDocument(tab.url, each.url)) tabs.push(tab)
    else gone.push(each)
  }
  const front = (await activeTab())?.id ?? -1
  const keep = async ({ id: tabId }: TabInfo) =>
    void (await keepPage({ tabId, trigger: 'menu', tags }))
  return keepEach(tabs, front, keep, { tags, gone })
}

const sameDocument = (a: string, b: string): boolean => splitFragment(a)[0] === splitFragment(b)[0]

async function checkAllowed(): Promise<void> {
  if (!(await hasAllSites())) throw new LinkshotError('no-permission')
}

async function keepEach(
  tabs: TabInfo[],
  front: number,
  keep: (tab: TabInfo) => Promise<void>,
  { tags = [], gone = [] }: { tags?: string[]; gone?: ChosenTab[] } = {},
): Promise<KeptWindow> {
  const pages = distinctPages(tabs)
  const asleep = pages.filter((tab) => tab.asleep)
  const left: Pick<TabInfo, 'url' | 'title'>[] = [...asleep, ...gone]
  let keptHere = 0
  const awake = pages.filter((tab) => !tab.asleep)
  let done = 0
  await inParallel(awake, PARALLEL, async (tab) => {
    await keep(tab).then(
      () => void keptHere++,
      () => void left.push(tab),
    )
    await setProgress(front, ++done, pages.length)
  })
  const queued = await queueTabs(left, tags)
  const kept = {
    kept: keptHere,
    queued,
    skipped: tabs.length + gone.length - keptHere - queued,
  }
  await tell(front, kept)
  return kept
}

/** The tab in front may have been kept by the click that then asked for the permission. */
const JUST_NOW_MS = 2 * 60_000

async function keptJustNow(tab: TabInfo): Promise<boolean> {
  const link = await linkByKey(urlKeyOf(tab.url))
  // What was thrown away since comes back.
  if (!link || link.state === 'trash') return false
  const newest = await snapshotByUid(link.latest)
  return newest !== undefined && Date.now() - newest.capturedAt < JUST_NOW_MS
}

/** Tabs of pages that can be kept, one for each page. */
function distinctPages(tabs: TabInfo[]): TabInfo[] {
  const first = new Map<string, TabInfo>()
  for (const tab of tabs) {
    if (!capturable(tab.url).ok) continue
    const key = urlKeyOf(tab.url)
    if (!first.has(key)) first.set(key, tab)
  }
  return [...first.values()]
}

/** @returns how many became links; a file of this computer is only kept where it is shown */
async function queueTabs(tabs: Pick<TabInfo, 'url' | 'title'>[], tags: string[]): Promise<number> {
  if (tabs.length === 0) return 0
  const urls = tabs.map(({ url }) => url)
  const titles = tabs.map(({ title }) => title)
  const { lines } = await addAddresses(urls, { tags, capture: true, titles })
  return lines.filter((line) => !('reason' in line)).length
}

async function tell(tabId: number, { kept, queued, skipped }: KeptWindow): Promise<void> {
  await setLanguage(await setting('language'))
  await setBadge(tabId, 'kept')
  await setTitle(tabId, t('menu.windowKept', kept, queued, skipped))
}
