import {
  attributesOf,
  createNear,
  documentElementOf,
  headOf,
  nameOf,
  setAttribute,
} from '../replay/safe-dom.ts'
import { freezeState } from '../replay/state/freeze-state.ts'
import { everyElement } from './every-element.ts'
import { inlineSymbols } from './inline-symbols.ts'
import { paintCanvases } from './paint-canvases.ts'

/** A reader may follow a link out of a frame; nothing in the frame can run or open one by itself. */
export const FRAME_SANDBOX = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox'

interface Finish {
  key: string
  /** What the document may do wherever it is opened. */
  policy: string
  /** The main document is shown where scripts are on, though it has none. */
  scripts: boolean
}

/** Last touches before a document of a file becomes text: what the viewer would do from outside. */
export function finishDocument(doc: Document, { key, policy, scripts }: Finish): void {
  inlineSymbols(doc)
  freezeState(doc)
  const main = key === '0' && nameOf(documentElementOf(doc)) === 'html'
  if (!main) openLinksOutside(doc)
  else if (scripts) paintCanvases(doc)
  declare(doc, policy)
}

/** A sheet that is off stays a link, since a `<style>` can't be an alternate. */
export const isOff = (link: Element): boolean =>
  attributesOf(link).some(
    ({ name, value }) => name === 'disabled' || (name === 'rel' && /alternate/i.test(value)),
  )

function openLinksOutside(doc: Document): void {
  for (const link of everyElement(doc)) {
    const name = nameOf(link)
    if (name !== 'a' && name !== 'area') continue
    const away = attributesOf(link).some(
      ({ localName, value }) => localName === 'href' && !value.startsWith('#'),
    )
    if (away) setAttribute(link, 'target', '_blank')
  }
}

/** The policy comes first, so that it binds all that follows; a frame without a head has its parent's. */
function declare(doc: Document, content: string): void {
  const head = headOf(doc)
  if (!head) return
  const policy = createNear(head, 'meta')
  setAttribute(policy, 'http-equiv', 'Content-Security-Policy')
  setAttribute(policy, 'content', content)
  head.prepend(policy)
  if (head.querySelector('meta[charset]')) return
  const charset = createNear(head, 'meta')
  setAttribute(charset, 'charset', 'utf-8')
  policy.after(charset)
}
