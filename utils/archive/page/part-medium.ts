import type { Snapshot } from '../../model/snapshot.ts'
import { CSS_TYPE } from '../../replay/bodies.ts'
import type { Medium, Rendered } from '../../replay/medium.ts'
import { setAttribute } from '../../replay/safe-dom.ts'
import { fileSource } from '../as-html.ts'
import { dataUrl } from '../data-url.ts'
import { FRAME_SANDBOX, finishDocument, isOff } from '../finish-document.ts'
import { makeParseable } from '../make-parseable.ts'

/** Something that a page is made of beside its main document. */
export interface Part {
  /** Text where it holds addresses of other parts. */
  content: Blob | string
  type: string
  /** Where it was loaded from; '' for what never had an address. */
  url: string
}

/** How the parts of a page are kept beside it. */
export interface PartRules {
  policy: string
  /** Keeps a part and gives the address at which all others find it. */
  place(part: Part): string
  /** Whether bodies of a type have to stand in their document, as `data:` addresses. */
  inline(type: string): boolean
  /** The main document is shown where scripts are on, though it has none. */
  scripts: boolean
  /** Frames can show PDFs. */
  pdfs: boolean
}

/** Documents that refer to their parts by address, for exports of many files. */
export function partMedium(
  snapshot: Pick<Snapshot, 'frames' | 'resources'>,
  rules: PartRules,
): Medium {
  const resources = new Map(snapshot.resources.map((each) => [each.cid, each]))
  const frames = new Map(snapshot.frames.map((each) => [each.key, each]))
  const place = placeOnce(rules.place)
  return {
    address: async (body, resource) => {
      if (rules.inline(body.type)) return dataUrl(body)
      // Without a resource it is a sheet that another one imports, and names parts itself.
      const content = resource ? body : await body.text()
      return place({ content, type: body.type, url: resource?.url ?? '' })
    },
    source: (markup, type, key) => (key === '0' ? fileSource(markup, type) : { markup, type }),
    prepare: makeParseable,
    async placeSheet(link, css, cid) {
      const address = place({ content: css, type: CSS_TYPE, url: resources.get(cid)?.url ?? '' })
      setAttribute(link, 'href', address)
      if (!isOff(link)) setAttribute(link, 'rel', 'stylesheet')
    },
    async placeFrame(frame, key, child) {
      const url = frames.get(key)?.url ?? ''
      if (child.pdf && rules.pdfs) {
        setAttribute(frame, 'src', place({ content: child.pdf, type: child.pdf.type, url }))
        return
      }
      setAttribute(frame, 'sandbox', FRAME_SANDBOX)
      setAttribute(frame, 'src', place(documentPart(child, url)))
    },
    finish: (doc, key) => finishDocument(doc, { key, ...rules }),
  }
}

export const documentPart = (
  { markup, type }: Pick<Rendered, 'markup' | 'type'>,
  url: string,
): Part => ({
  content: markup,
  type: `${type};charset=utf-8`,
  url,
})

/** Documents that use the same sheet share it. */
function placeOnce(place: PartRules['place']): PartRules['place'] {
  const placed = new Map<string, string>()
  return (part) => {
    if (typeof part.content !== 'string') return place(part)
    const name = `${part.url} ${part.type} ${part.content}`
    const address = placed.get(name) ?? place(part)
    placed.set(name, address)
    return address
  }
}
