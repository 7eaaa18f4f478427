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

/** A page that is opened where nobody sees it, and what the browser is told of it. */
interface HiddenPage {
  path: string
  reason: 'IFRAME_SCRIPTING' | 'WORKERS' | 'DOM_PARSER'
  justification: string
}

let open: string | undefined
let onClosed = () => {}

/** What this background opened and did not close: the file's name. */
export const openedOffscreen = (): string | undefined => open

/** Calls back when the place is free again. One at a time. */
export function onOffscreenClosed(listener: () => void): void {
  onClosed = listener
}

/** One after the other: there is one place, and opening a page takes a while. */
let turn: Promise<unknown> = Promise.resolve()

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work, work)
  turn = mine
  return mine
}

/**
 * Opens a page of ours where nobody sees it, instead of the one that was open. Chromium has documents for
 * that; Firefox's background is a document itself.
 * @returns whether there is a place for one
 */
export function openOffscreen(page: HiddenPage): Promise<boolean> {
  open = page.path.replace(/\?.*/, '')
  return inTurn(() => show(page))
}

async function show({ path, reason, justification }: HiddenPage): Promise<boolean> {
  await close()
  const url = assetUrl(path)
  const api = offscreen()
  if (api) {
    await api.createDocument({ url, reasons: [reason], justification })
    return true
  }
  if (typeof document === 'undefined') return false
  const frame = document.createElement('iframe')
  frame.id = FRAME
  frame.src = url
  document.body.append(frame)
  return true
}

/** Closes it; there may be none. */
export async function closeOffscreen(): Promise<void> {
  open = undefined
  await inTurn(close)
  onClosed()
}

async function close(): Promise<void> {
  const api = offscreen()
  if (api) await api.closeDocument().catch(() => undefined)
  else if (typeof document !== 'undefined') document.getElementById(FRAME)?.remove()
}
