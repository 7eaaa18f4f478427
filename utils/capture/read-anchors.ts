/** What one frame's links are: address, text, whether the reader selected it. */
export interface FrameAnchors {
  url: string
  anchors: [href: string, text: string, selected: boolean][]
}

/** Runs in the page: its links, also in open shadow trees. Self-contained, since its source alone travels. */
export function readAnchors(): FrameAnchors {
  const selection = getSelection()
  const some = selection !== null && !selection.isCollapsed
  const anchors: FrameAnchors['anchors'] = []
  const textOf = (link: Element): string => {
    const image = link.querySelector('img[alt], [aria-label], svg title')
    const words = [
      link.textContent,
      link.getAttribute('aria-label'),
      link.getAttribute('title'),
      link.getAttribute('alt'),
      image?.getAttribute('alt') ?? image?.getAttribute('aria-label'),
    ].map((text) => (text ?? '').replace(/\s+/g, ' ').trim())
    return words.find(Boolean)?.slice(0, 300) ?? ''
  }
  const read = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) read(element.shadowRoot)
      const isLink =
        element instanceof HTMLAnchorElement ||
        element instanceof HTMLAreaElement ||
        element instanceof SVGAElement
      if (!isLink) continue
      const href = element instanceof SVGAElement ? element.href.baseVal : element.href
      if (href === '' || href.startsWith('#')) continue
      const absolute = URL.canParse(href, document.baseURI)
        ? new URL(href, document.baseURI).href
        : ''
      if (!/^https?:/.test(absolute)) continue
      anchors.push([absolute, textOf(element), some && selection.containsNode(element, true)])
    }
  }
  read(document)
  return { url: location.href, anchors }
}
