import { activeTab, type TabInfo, windowTabs } from './tabs.ts'

/** The tabs of all windows, those of the window in front first. */
export async function openTabs(): Promise<TabInfo[]> {
  const [tabs, front] = await Promise.all([windowTabs(), activeTab()])
  const isHere = ({ windowId }: TabInfo) => windowId === front?.windowId
  return [...tabs.filter(isHere), ...tabs.filter((tab) => !isHere(tab))]
}
