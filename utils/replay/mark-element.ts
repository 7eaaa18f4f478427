import { shownIn } from './attach-replay.ts'
import { elementsInOrder } from './measure.ts'
import type { ReplayedDocument } from './open-snapshot.ts'

const MARK_MS = 3000

/**
 * Scrolls to an element of a replay and outlines it for a moment, without changing anything in it.
 * @param place key of its frame and its place in the order of records
 */
export function markElement(
  iframe: HTMLIFrameElement,
  replay: ReplayedDocument,
  place: { frame: string; element: number },
): void {
  const shown = shownIn(iframe, replay).find(({ key }) => key === place.frame)
  const element = shown && elementsInOrder(shown.view.document)[place.element]
  if (!element) return
  Element.prototype.scrollIntoView.call(element, { block: 'center', inline: 'nearest' })
  // Colours of the system: the kept page has its own tokens, or none.
  const mark = { outline: '4px solid Highlight', outlineOffset: '2px' }
  Element.prototype.animate.call(element, [mark, mark], { duration: MARK_MS })
}
