import * as dom from '../dom.ts'
import type { DocumentContext } from '../page-context.ts'

/**
 * How far an element is scrolled. `data-linkshot-anchor` tells a replay without script where a positioned
 * child of the body stands at the window's upper edge, and that an element positions nothing by itself.
 */
export function scrollOf(
  el: Element,
  style: CSSStyleDeclaration,
  d: DocumentContext,
): Record<string, string> {
  // What is kept of its content would be somewhere else.
  if (d.selected?.isPart(el)) return {}
  if (el === dom.documentOf.body(d.doc)) {
    const { scrollX = 0, scrollY = 0 } = d.view ?? {}
    const set = scrollX || scrollY ? { 'data-linkshot-anchor': windowAnchor(el, style, d) } : {}
    return { ...set, ...ownScroll(el, style, d) }
  }
  return el === dom.documentOf.root(d.doc) ? {} : ownScroll(el, style, d)
}

function ownScroll(
  el: Element,
  style: CSSStyleDeclaration,
  d: DocumentContext,
): Record<string, string> {
  const { scrollLeft, scrollTop } = el
  if (!scrollLeft && !scrollTop) return {}
  if (el === d.doc.scrollingElement) return {}
  const scroll = { 'data-linkshot-scroll': `${tidy(scrollLeft)} ${tidy(scrollTop)}` }
  return positions(style) ? scroll : { ...scroll, 'data-linkshot-anchor': 'static' }
}

function windowAnchor(body: Element, style: CSSStyleDeclaration, d: DocumentContext): string {
  const root = dom.documentOf.root(d.doc)
  const rootStyle = root && d.view?.getComputedStyle(root)
  const frame = positions(style) ? body : rootStyle && positions(rootStyle) ? root : null
  const { scrollX = 0, scrollY = 0 } = d.view ?? {}
  const box = frame?.getBoundingClientRect()
  const x = box && frame ? -box.left - frame.clientLeft : scrollX
  const y = box && frame ? -box.top - frame.clientTop : scrollY
  return `${tidy(x)} ${tidy(y)}`
}

/** Whether positioned descendants count from the element. */
function positions(style: CSSStyleDeclaration): boolean {
  return (
    style.position !== 'static' ||
    style.transform !== 'none' ||
    style.filter !== 'none' ||
    style.perspective !== 'none' ||
    /paint|layout|strict|content/.test(style.contain)
  )
}

const tidy = (pixels: number): string => String(Number(pixels.toFixed(2)))
