import { CSS_TYPE } from './bodies.ts'
import { createNear, headOf } from './safe-dom.ts'

/**
 * Chromium gives every document of an extension's origin a sheet of its own with the browser's interface
 * font, `body { font-family: …; font-size: 75% }`, and a replayed page counts as one. `revert-layer`
 * takes back what that sheet set and leaves the page's own layers and later rules in force.
 */
const TAKE_BACK = 'body{font-family:revert-layer;font-size:revert-layer}'

/**
 * Makes the page's own font the first word again.
 * @param publish gives a sheet an address, for documents of XML whose sheets stand in front of everything
 */
export function undoExtensionFonts(doc: Document, publish: (body: Blob) => string): void {
  const head = headOf(doc)
  if (!head) return
  const first = [...doc.childNodes].find((node) => node.nodeType === 7)
  if (first) {
    const url = publish(new Blob([TAKE_BACK], { type: CSS_TYPE }))
    const data = `type="text/css" href="${url}"`
    doc.insertBefore(doc.createProcessingInstruction('xml-stylesheet', data), first)
    return
  }
  const style = createNear(head, 'style')
  style.textContent = TAKE_BACK
  head.prepend(style)
}
