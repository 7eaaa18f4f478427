import { addAddress } from '../../utils/capture/add-address.ts'
import { keepPage } from '../../utils/capture/keep-page.ts'
import { keepWindow } from '../../utils/capture/keep-window.ts'
import { selectedText } from '../../utils/capture/selected-text.ts'
import { LinkshotError } from '../../utils/model/error.ts'
import { quoteOf } from '../../utils/model/note.ts'
import { runInFrames } from '../../utils/platform/scripting.ts'
import { openSide } from '../../utils/platform/side.ts'
import { openPage } from '../../utils/platform/tabs.ts'
import type { MenuClick, TriggerTab } from '../../utils/platform/triggers.ts'

/** What each keyboard command does to the tab in front. */
const COMMANDS: Record<string, (tab: TriggerTab) => Promise<void>> = {
  'keep-page': (tab) => keepQuietly(tab, 'shortcut'),
  'keep-window': (tab) => keepAllTabs(tab, 'shortcut'),
  'add-selection-as-note': async (tab) => {
    const selected = await runInFrames(tab.id, selectedText)
    await keepQuietly(tab, 'shortcut', selected.find(Boolean))
  },
  'open-library': () => openPage('library.html'),
}

const keepClicked = ({ tab }: MenuClick): Promise<void> => keepQuietly(tab, 'menu')
const keepClickedWindow = ({ tab }: MenuClick): Promise<void> => keepAllTabs(tab, 'menu')

/** What each item of the right-click menu does. */
const ITEMS: Record<string, (click: MenuClick) => Promise<void>> = {
  'keep-page': keepClicked,
  'keep-image-page': keepClicked,
  'keep-tab': keepClicked,
  'keep-selection': ({ tab, selection }) => keepQuietly(tab, 'menu', selection),
  'keep-selection-only': ({ tab, frame }) =>
    reportQuietly(keepPage({ tabId: tab.id, trigger: 'menu', selection: frame })),
  'keep-link': ({ linkUrl }) => keepLink(linkUrl),
  'keep-window': keepClickedWindow,
  'keep-tab-window': keepClickedWindow,
  'pick-links': ({ tab }) => openPage(`library.html#/add?tab=${tab.id}`),
  'open-library': () => openPage('library.html'),
  'open-side': ({ tab }) => openSide(tab.windowId),
  'open-options': () => openPage('options.html'),
}

export const commandGiven = async (command: string, tab: TriggerTab): Promise<void> =>
  COMMANDS[command]?.(tab)

export const menuClicked = async (click: MenuClick): Promise<void> => ITEMS[click.id]?.(click)

async function keepQuietly(
  { id: tabId }: TriggerTab,
  trigger: 'shortcut' | 'menu',
  selection = '',
): Promise<void> {
  await reportQuietly(keepPage({ tabId, trigger, quote: quoteOf(selection) }))
}

/** Expected failures are on the toolbar button already. */
const reportQuietly = async (keeping: Promise<unknown>): Promise<void> => {
  await keeping.catch((error: unknown) => {
    if (!(error instanceof LinkshotError)) throw error
  })
}

/**
 * Without the permission only the tab in front is ours to read, and the others don't even tell their
 * address: that one is kept, and the library explains and asks, then sends 'keep-window' for the rest.
 */
async function keepAllTabs(tab: TriggerTab, trigger: 'shortcut' | 'menu'): Promise<void> {
  try {
    await keepWindow(tab.windowId)
  } catch (error) {
    if (!(error instanceof LinkshotError) || error.reason !== 'no-permission') throw error
    await keepQuietly(tab, trigger)
    await openPage(`library.html#/add?window=${tab.windowId}`)
  }
}

/** Without the permission to open it, the library explains and asks. */
async function keepLink(url: string): Promise<void> {
  try {
    const { linkId, capture } = await addAddress(url, { tags: [], capture: true })
    if (capture === 'needs-permission') await openPage(`library.html#/all?link=${linkId}`)
  } catch (error) {
    if (!(error instanceof LinkshotError)) throw error
    await openPage(`library.html#/add?url=${encodeURIComponent(url)}`)
  }
}
