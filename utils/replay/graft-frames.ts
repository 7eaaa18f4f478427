import { framesIn } from './attach-replay.ts'
import { graft } from './nesting.ts'
import { attribute, elementsIn, nameOf } from './safe-dom.ts'

/** The longest wait for what a grafted part loads, in ms; all of it is here already. */
const PATIENCE = 10_000

/**
 * Completes the documents of a loaded replay by what their markup could not hold in place, and resolves
 * when the pictures, sheets and frames in it are there.
 */
export async function graftFrames(frame: Element): Promise<void> {
  const doc = (frame as HTMLIFrameElement).contentDocument
  if (!doc) return
  if (graft(doc)) {
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE))
    await Promise.race([Promise.all([...waiting(doc)].map(loaded)), late])
  }
  await Promise.all(framesIn(doc).map(graftFrames))
}

/** Elements of a document that have yet to load what they show or apply. */
function* waiting(root: Document | ShadowRoot): Generator<Element> {
  for (const element of elementsIn(root)) {
    if (element.shadowRoot) yield* waiting(element.shadowRoot)
    if (isWaiting(element)) yield element
  }
}

function isWaiting(element: Element): boolean {
  const name = nameOf(element)
  const source = attribute(element, 'src')
  if (name === 'img') return source !== null && !(element as HTMLImageElement).complete
  if (name === 'link') return isSheet(element) && !(element as HTMLLinkElement).sheet
  if (name !== 'iframe' || !source) return false
  const doc = (element as HTMLIFrameElement).contentDocument
  return doc?.URL !== source || doc.readyState !== 'complete'
}

const isSheet = (link: Element): boolean =>
  attribute(link, 'rel') === 'stylesheet' && attribute(link, 'href') !== null

function loaded(element: Element): Promise<unknown> {
  return new Promise((resolve) => {
    for (const end of ['load', 'error']) element.addEventListener(end, resolve, { once: true })
  })
}
