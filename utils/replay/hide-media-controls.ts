import { createNear, elementsIn, headOf, nameOf } from './safe-dom.ts'

/** Where no script runs, Chromium puts its controls on every video, as nothing else could play it. */
const HIDE = 'video:not([controls])::-webkit-media-controls{display:none!important}'

/** Leaves videos without controls where the page had none. */
export function hideMediaControls(doc: Document): void {
  const head = headOf(doc)
  if (head) hideIn(doc, head)
}

/** Sheets end at shadow roots, so each tree with a video gets one. */
function hideIn(root: Document | DocumentFragment, place: Element | DocumentFragment): void {
  let found = false
  for (const element of elementsIn(root)) {
    if (nameOf(element) === 'video') found = true
    if (element instanceof HTMLTemplateElement) hideIn(element.content, element.content)
  }
  if (!found) return
  const style = createNear(place, 'style')
  style.textContent = HIDE
  place.append(style)
}
