import { browser } from './browser.ts'

/** Firefox has a sidebar in place of the side panel, and the types leave it out. */
type Sides = typeof browser & { sidebarAction?: { open: () => Promise<void> } }

/** Shows the library beside the page. Browsers allow it in the moment of a click only: nothing may be awaited before. */
export async function openSide(windowId: number): Promise<void> {
  const { sidebarAction, sidePanel }: Sides = browser
  await (sidebarAction ? sidebarAction.open() : sidePanel.open({ windowId }))
}
