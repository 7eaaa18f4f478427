/** Names no kept page has. */
const ALL = 'linkshot-found'
const ONE = 'linkshot-found-one'

/** Not of the page's colours: marks have to be seen on any of them. */
const RULES = `::highlight(${ALL}) { background-color: #ffe27a; color: #1b1b1f; }
::highlight(${ONE}) { background-color: #ff9632; color: #1b1b1f; }`

interface Sheets {
  adoptedStyleSheets: CSSStyleSheet[]
}

/** Marks ranges of one document, one of them more, without changing anything in it. @returns what takes that back */
export function highlight(view: Window & typeof globalThis, ranges: readonly Range[]) {
  const marks = view.CSS.highlights
  if (!marks) return { point: () => {}, clear: () => {} }
  const roots = rootsOf(view.document, ranges)
  const sheet = new view.CSSStyleSheet()
  sheet.replaceSync(RULES)
  for (const root of roots) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  marks.set(ALL, new view.Highlight(...ranges))
  return {
    /** Points one of them out, or none. */
    point: (range: Range | undefined) => {
      const one = range ? new view.Highlight(range) : new view.Highlight()
      one.priority = 1
      marks.set(ONE, one)
    },
    clear: () => {
      marks.delete(ALL)
      marks.delete(ONE)
      for (const root of roots) {
        root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet)
      }
    },
  }
}

/** The document and the shadow trees that ranges are in: rules reach into none of them from outside. */
function rootsOf(doc: Document, ranges: readonly Range[]): Set<Sheets> {
  const roots = new Set<Sheets>([doc])
  for (const { startContainer } of ranges) {
    const root = Node.prototype.getRootNode.call(startContainer)
    if ('adoptedStyleSheets' in root) roots.add(root as ShadowRoot)
  }
  return roots
}

/** Brings a range to the middle of what is seen of its document, and that into view. */
export function scrollToRange(range: Range): void {
  const { startContainer } = range
  const element = startContainer.parentElement
  const view = startContainer.ownerDocument?.defaultView
  if (!element || !view) return
  Element.prototype.scrollIntoView.call(element, { block: 'center', inline: 'nearest' })
  // An element may be longer than the window.
  const { top, bottom } = range.getBoundingClientRect()
  if (top < 0 || bottom > view.innerHeight) {
    view.scrollBy({ top: top - view.innerHeight / 2, behavior: 'instant' })
  }
}
