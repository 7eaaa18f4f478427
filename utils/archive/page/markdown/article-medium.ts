import type { Medium } from '../../../replay/medium.ts'
import { dropElement } from '../../../replay/safe-dom.ts'
import { fileSource } from '../../as-html.ts'
import { makeParseable } from '../../make-parseable.ts'

/** A document for its text and images alone. */
export function articleMedium(place: (body: Blob, url: string) => string): Medium {
  return {
    address: async (body, resource) => place(body, resource?.url ?? ''),
    source: (markup, type, key) => (key === '0' ? fileSource(markup, type) : { markup, type }),
    prepare: makeParseable,
    placeSheet: async (link) => dropElement(link),
    // Advertising and players more often than a part of the article.
    placeFrame: async (frame) => dropElement(frame),
    finish: () => undefined,
  }
}
