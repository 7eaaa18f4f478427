import type { Frame } from '../model/snapshot.ts'
import { followLinks } from './follow-links.ts'
import type { ReplayedDocument } from './open-snapshot.ts'
import { attribute, elementsIn, nameOf } from './safe-dom.ts'

/** A document of a replay. */
export interface Shown {
  view: Window
  key: string | undefined
}

/**
 * Gives a loaded replay what its markup can't hold: links that open, and each frame's scroll position.
 * Call it when the iframe has loaded; its child frames have loaded by then.
 */
export function attachReplay(
  iframe: HTMLIFrameElement,
  replay: ReplayedDocument,
  frames: Frame[],
  openTab: (url: string) => void,
): void {
  for (const { view, key } of shownIn(iframe, replay)) {
    followLinks(view, openTab)
    const state = frames.find((frame) => frame.key === key)?.state
    if (state) view.scrollTo({ left: state.scrollX, top: state.scrollY, behavior: 'instant' })
  }
}

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
