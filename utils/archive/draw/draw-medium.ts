import type { Medium } from '../../replay/medium.ts'
import { REPLAY_SANDBOX } from '../../replay/open-snapshot.ts'
import { attribute, dropAttribute, nameOf, setAttribute } from '../../replay/safe-dom.ts'
import { dataUrl } from '../data-url.ts'
import { everyElement } from '../every-element.ts'
import { htmlOf, inlineMedium } from '../inline-medium.ts'

/** Bytes of pictures and fonts in one drawing; what comes first stands in front, mostly. */
const MOST_BYTES = 24_000_000

/** Nothing is loaded later, and no frame sees what a closed root holds. */
const CHANGES: Record<string, (element: Element) => void> = {
  img: (element) => setAttribute(element, 'loading', 'eager'),
  template: (element) => {
    if (attribute(element, 'shadowrootmode') === 'closed')
      setAttribute(element, 'shadowrootmode', 'open')
  },
}

/** As one file, of which a picture is made: no songs or films, and not more than a picture is worth. */
export function drawMedium(): Medium {
  const inline = inlineMedium()
  let left = MOST_BYTES
  return {
    ...inline,
    async address(body, resource) {
      if (resource?.kind === 'media') return 'data:,'
      left -= body.size
      return left < 0 ? 'data:,' : dataUrl(body)
    },
    // By no address of its own, whose document could not be read.
    async placeFrame(frame, _key, child) {
      setAttribute(frame, 'sandbox', REPLAY_SANDBOX)
      setAttribute(frame, 'srcdoc', htmlOf(child))
      dropAttribute(frame, 'src')
    },
    finish(doc, key) {
      inline.finish(doc, key)
      for (const element of everyElement(doc)) CHANGES[nameOf(element)]?.(element)
    },
  }
}
