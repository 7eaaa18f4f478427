import { linkByKey } from '../db/queries.ts'
import { urlKeyOrNone } from '../links/url-key.ts'
import { setBadge } from '../platform/action.ts'
import { allTabs, type TabInfo } from '../platform/tabs.ts'

/** Marks a tab whose page is kept; where we may not read its address nothing is drawn. */
export async function drawBadge(tab: TabInfo): Promise<void> {
  const key = urlKeyOrNone(tab.url)
  if (key === '') return
  const link = await linkByKey(key)
  await setBadge(tab.id, link && link.versions > 0 && link.state !== 'trash' ? 'kept' : 'none')
}

export async function drawAllBadges(): Promise<void> {
  await Promise.all((await allTabs()).map(drawBadge))
}
