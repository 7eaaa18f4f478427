import { elementsIn } from '../replay/safe-dom.ts'

/** All elements of a document, those in templates and so in declarative shadow roots included. */
export function* everyElement(root: Document | DocumentFragment): Generator<Element> {
  for (const element of elementsIn(root)) {
    yield element
    if (element instanceof HTMLTemplateElement) yield* everyElement(element.content)
  }
}
