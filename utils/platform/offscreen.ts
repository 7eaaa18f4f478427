import { assetUrl } from './assets.ts'
import { browser } from './browser.ts'

/** What the types of the two browsers have in common lacks it. */
interface Offscreen {
  createDocument(options: { url: string; reasons: string[]; justification: string }): Promise<void>
  closeDocument(): Promise<void>
}

const offscreen = (): Offscreen | undefined =>
  (browser as unknown as { offscreen?: Offscreen }).offscreen

const FRAME = 'linkshot-offscreen'

/**
 * Opens a page of ours where nobody sees it, instead of the one that was open. Chromium has documents for
 * that; Firefox's background is a document itself.
 * @returns whether there is a place for one
 */
export async function openOffscreen(path: string): Promise<boolean> {
  await closeOffscreen()
  const api = offscreen()
  if (api) {
    await api.createDocument({
      url: assetUrl(path),
      reasons: ['IFRAME_SCRIPTING'],
      justification: 'compares a kept page with what was seen when it was kept',
    })
    return true
  }
  if (typeof document === 'undefined') return false
  const frame = document.createElement('iframe')
  frame.id = FRAME
  frame.src = assetUrl(path)
  document.body.append(frame)
  return true
}

/** Closes it; there may be none. */
export async function closeOffscreen(): Promise<void> {
  const api = offscreen()
  if (api) await api.closeDocument().catch(() => undefined)
  else if (typeof document !== 'undefined') document.getElementById(FRAME)?.remove()
}
