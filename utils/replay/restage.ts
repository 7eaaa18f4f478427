import { alignNames } from '../snapshot/align-names.ts'
import type { BoxRecord } from '../snapshot/box-record.ts'
import { PLACEHOLDER } from '../snapshot/verify-document.ts'
import { nameOf, parentOf } from './safe-dom.ts'

/**
 * Brings a replay that is only measured back to what was laid out on the live page: the viewer shows more
 * there, pictures that had not come yet, and a page that nobody sees less.
 */
export function restage(elements: Element[], live: BoxRecord): void {
  const places = alignNames(
    live.elements.map(({ name }) => name),
    elements.map(nameOf),
  )
  unskip(elements, live, places)
  pinLate(elements, live, places)
}

/**
 * Lays out what `content-visibility: auto` leaves out where nothing is painted, as far as it was laid out on
 * the live page. The rest stays as tall as its placeholder, as it was there.
 */
function unskip(elements: Element[], live: BoxRecord, places: number[]): void {
  const skipping = new Set(elements.filter(isSkipping))
  if (skipping.size === 0) return
  live.elements.forEach(({ at }, index) => {
    if (at === 'hidden') return
    let node: Node | null = elements[places[index] ?? -1] ?? null
    while (node && skipping.size > 0) {
      node = parentOf(node)
      if (skipping.delete(node as Element)) show(node as HTMLElement)
    }
  })
}

const isSkipping = (el: Element): boolean => getComputedStyle(el).contentVisibility === 'auto'

/** Visible again, but still contained: its margins stay its own. */
function show(el: HTMLElement): void {
  const { contain } = getComputedStyle(el)
  const size = /\b(?:inline-)?size\b|strict/.exec(contain)?.[0].replace('strict', 'size') ?? ''
  set(el, { 'contain': `layout style paint ${size}`, 'content-visibility': 'visible' })
}

/** Lazy pictures are kept although the page had not shown them yet: here they are as large as they were. */
function pinLate(elements: Element[], live: BoxRecord, places: number[]): void {
  const decoded = new Set(
    live.images.flatMap(([index, ...size]) => (Math.max(...size) > PLACEHOLDER ? [index] : [])),
  )
  live.elements.forEach(({ name, at }, index) => {
    const el = elements[places[index] ?? -1]
    if (name !== 'img' || decoded.has(index) || !el || !('naturalWidth' in el)) return
    if ((el as HTMLImageElement).naturalWidth <= PLACEHOLDER) return
    const [, , width, height] = typeof at === 'string' ? [0, 0, 0, 0] : at
    const free = { 'min-width': '0', 'min-height': '0', 'max-width': 'none', 'max-height': 'none' }
    const size = { width: `${width}px`, height: `${height}px`, 'box-sizing': 'border-box' }
    set(el as HTMLImageElement, { ...free, ...size })
  })
}

function set({ style }: HTMLElement, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) style.setProperty(name, value, 'important')
}
