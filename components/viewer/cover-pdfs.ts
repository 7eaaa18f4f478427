import type { ReplayedDocument } from '../../utils/replay/open-snapshot.ts'

interface Pdf {
  element: HTMLIFrameElement
  url: string
}

/**
 * Shows the PDFs of a loaded replay over the frames they belong to, since they show in no sandbox, and
 * keeps them there while the page is scrolled and resized.
 * @returns takes them away again
 */
export function coverPdfs(iframe: HTMLIFrameElement, replay: ReplayedDocument): () => void {
  const pdfs = pdfsIn(iframe, replay)
  const stop = new AbortController()
  const covers = pdfs.map(({ url }) => coverFor(url))
  const place = () => {
    for (const [at, { element }] of pdfs.entries()) moveOver(covers[at], element, iframe)
  }
  const resized = new ResizeObserver(place)
  resized.observe(iframe)
  for (const { element } of pdfs) {
    resized.observe(element)
    const view = element.ownerDocument.defaultView
    // Captured, so that scrolled elements are heard as well.
    view?.addEventListener('scroll', place, { capture: true, signal: stop.signal })
  }
  iframe.contentWindow?.addEventListener('scroll', place, { capture: true, signal: stop.signal })
  iframe.after(...covers)
  place()
  return () => {
    stop.abort()
    resized.disconnect()
    for (const cover of covers) cover.remove()
  }
}

function coverFor(url: string): HTMLIFrameElement {
  const cover = document.createElement('iframe')
  cover.className = 'viewer-cover'
  cover.dataset['role'] = 'pdf'
  cover.src = url
  return cover
}

/** The frames of a document that stand for PDFs, those in its shadow roots and frames included. */
function pdfsIn(frame: HTMLIFrameElement, replay: ReplayedDocument): Pdf[] {
  const doc = frame.contentDocument
  return doc ? framesIn(doc).flatMap((element) => pdfOr(element, replay)) : []
}

function pdfOr(element: HTMLIFrameElement, replay: ReplayedDocument): Pdf[] {
  const key = replay.keyAt(Element.prototype.getAttribute.call(element, 'src') ?? '')
  const url = key === undefined ? undefined : replay.pdfAt(key)
  return url === undefined ? pdfsIn(element, replay) : [{ element, url }]
}

function framesIn(root: Document | ShadowRoot): HTMLIFrameElement[] {
  const all =
    root.nodeType === Node.DOCUMENT_NODE
      ? Document.prototype.querySelectorAll.call(root, '*')
      : root.querySelectorAll('*')
  return [...all].flatMap((element) => {
    if (element.shadowRoot) return framesIn(element.shadowRoot)
    return element.localName === 'iframe' ? [element as HTMLIFrameElement] : []
  })
}

/** Puts a cover where the content of a frame is seen in the stage. */
function moveOver(
  cover: HTMLElement | undefined,
  element: HTMLIFrameElement,
  stage: HTMLIFrameElement,
): void {
  if (!cover) return
  const style = element.ownerDocument.defaultView?.getComputedStyle(element)
  const padding = (side: 'Left' | 'Top') => Number.parseFloat(style?.[`padding${side}`] ?? '') || 0
  let [left, top] = [padding('Left'), padding('Top')]
  const { clientWidth, clientHeight } = element
  for (let at: Element | null | undefined = element; at; at = parentFrame(at, stage)) {
    const box = at.getBoundingClientRect()
    left += box.left + at.clientLeft
    top += box.top + at.clientTop
  }
  Object.assign(cover.style, {
    left: `${left + stage.offsetLeft}px`,
    top: `${top + stage.offsetTop}px`,
    width: `${clientWidth - 2 * padding('Left')}px`,
    height: `${clientHeight - 2 * padding('Top')}px`,
    visibility: style?.visibility ?? 'hidden',
  })
}

const parentFrame = (element: Element, stage: Element): Element | null | undefined => {
  const frame = element.ownerDocument.defaultView?.frameElement
  return frame === stage ? undefined : frame
}
