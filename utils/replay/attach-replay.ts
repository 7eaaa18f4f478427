import type { Frame } from '../model/snapshot.ts'
import { followLinks } from './follow-links.ts'
import type { ReplayedDocument } from './open-snapshot.ts'
import { attribute, elementsIn, nameOf } from './safe-dom.ts'
import { applyState } from './state/apply-state.ts'

/** A document of a replay. */
export interface Shown {
  view: Window
  key: string | undefined
}

/** Longest wait for fonts and pictures, which move what is scrolled to. */
const SETTLE_MS = 3000

/**
 * Gives a loaded replay what its markup can't hold: links that open, dialogs, states, and where it was
 * scrolled to. Call it when the iframe has loaded; its child frames have loaded by then. Resolves when
 * nothing moves any more.
 */
export async function attachReplay(
  iframe: HTMLIFrameElement,
  replay: ReplayedDocument,
  frames: Frame[],
  openTab: (url: string) => void,
): Promise<void> {
  const shown = shownIn(iframe, replay)
  const scrolls = shown.map(({ view, key }) => {
    followLinks(view, openTab)
    const scrollElements = applyState(view.document)
    const state = frames.find((frame) => frame.key === key)?.state
    return () => {
      if (state) view.scrollTo({ left: state.scrollX, top: state.scrollY, behavior: 'instant' })
      scrollElements()
    }
  })
  const scrollAll = () => {
    for (const scroll of scrolls) scroll()
  }
  scrollAll()
  if (await settles(shown)) scrollAll()
}

/** Whether anything had to be waited for. */
async function settles(shown: Shown[]): Promise<boolean> {
  const late = shown.flatMap(({ view: { document: doc } }) => [
    ...(doc.fonts.status === 'loading' ? [doc.fonts.ready] : []),
    ...Array.from(Document.prototype.querySelectorAll.call(doc, 'img'), decoding).filter(Boolean),
  ])
  const limit = new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
  await Promise.race([Promise.allSettled(late), limit])
  return late.length > 0
}

const decoding = (image: Element): Promise<void> | undefined =>
  (image as HTMLImageElement).complete ? undefined : (image as HTMLImageElement).decode()

/** The windows of a replay, the main one first. */
export function shownIn(frame: Element, replay: ReplayedDocument): Shown[] {
  const view = (frame as HTMLIFrameElement).contentWindow
  const doc = (frame as HTMLIFrameElement).contentDocument
  if (!view || !doc) return []
  const key = replay.keyAt(attribute(frame, 'src') ?? '')
  return [{ view, key }, ...framesIn(doc).flatMap((child) => shownIn(child, replay))]
}

/** All frame elements of a document, those in shadow roots included. */
export function framesIn(root: Document | ShadowRoot): Element[] {
  return [...elementsIn(root)].flatMap((element) => {
    if (element.shadowRoot) return framesIn(element.shadowRoot)
    return /^i?frame$/.test(nameOf(element)) ? [element] : []
  })
}
