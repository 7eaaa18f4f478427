import { addAddress } from '../../utils/capture/add-address.ts'
import { keepPage } from '../../utils/capture/keep-page.ts'
import { LinkshotError } from '../../utils/model/error.ts'
import { openPage } from '../../utils/platform/tabs.ts'
import type { MenuClick } from '../../utils/platform/triggers.ts'

export async function commandGiven(command: string, tabId: number): Promise<void> {
  if (command === 'open-library') await openPage('library.html')
  if (command === 'keep-page') await keepQuietly(tabId, 'shortcut')
}

export async function menuClicked({ id, tabId, linkUrl }: MenuClick): Promise<void> {
  if (id === 'open-library') await openPage('library.html')
  if (id === 'keep-page') await keepQuietly(tabId, 'menu')
  if (id === 'keep-link') await keepLink(linkUrl)
}

/** Expected failures are on the toolbar button already. */
async function keepQuietly(tabId: number, trigger: 'shortcut' | 'menu'): Promise<void> {
  await keepPage({ tabId, trigger }).catch((error: unknown) => {
    if (!(error instanceof LinkshotError)) throw error
  })
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
