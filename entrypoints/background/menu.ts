import { setting } from '../../utils/db/queries.ts'
import { setLanguage, t } from '../../utils/i18n/t.ts'
import { hasTabMenu, type MenuItem, setMenu } from '../../utils/platform/triggers.ts'

/** Builds the right-click menu in the language in use. */
export async function redrawMenu(): Promise<void> {
  await setLanguage(await setting('language'))
  await setMenu([...pageItems(), ...(hasTabMenu() ? tabItems() : []), ...buttonItems()])
}

/** One item a place, or the browser folds them into a submenu: as it does on a selection. */
const pageItems = (): MenuItem[] => [
  { id: 'keep-page', title: t('menu.keepPage'), contexts: ['page', 'frame', 'video', 'audio'] },
  { id: 'keep-selection', title: t('menu.keepSelection'), contexts: ['selection'] },
  { id: 'keep-selection-only', title: t('menu.keepSelectionOnly'), contexts: ['selection'] },
  { id: 'keep-image-page', title: t('menu.keepImagePage'), contexts: ['image'] },
  { id: 'keep-link', title: t('menu.keepLink'), contexts: ['link'] },
]

// The types know Chromium's places only.
const TAB = ['tab'] as unknown as MenuItem['contexts']

const tabItems = (): MenuItem[] => [
  { id: 'keep-tab', title: t('menu.keepPage'), contexts: TAB },
  { id: 'keep-tab-window', title: t('menu.keepWindow'), contexts: TAB },
]

/** On the toolbar button. */
const buttonItems = (): MenuItem[] => [
  { id: 'open-library', title: t('menu.openLibrary'), contexts: ['action'] },
  { id: 'open-side', title: t('menu.openSide'), contexts: ['action'] },
  { id: 'keep-window', title: t('menu.keepWindow'), contexts: ['action'] },
  { id: 'pick-links', title: t('menu.pickLinks'), contexts: ['action'] },
  { id: 'open-options', title: t('menu.openOptions'), contexts: ['action'] },
]
