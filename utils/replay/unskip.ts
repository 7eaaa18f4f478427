import { alignNames } from '../snapshot/align-names.ts'
import type { BoxRecord } from '../snapshot/box-record.ts'
import { nameOf, parentOf } from './safe-dom.ts'

/**
 * Lays out what `content-visibility: auto` leaves out where nothing is painted, as far as it was laid out on
 * the live page. The rest stays as tall as its placeholder, as it was there.
 */
export function unskip(elements: Element[], { elements: recorded }: BoxRecord): void {
  const skipping = new Set(elements.filter(isSkipping))
  if (skipping.size === 0) return
  const places = alignNames(
    recorded.map(({ name }) => name),
    elements.map(nameOf),
  )
  recorded.forEach(({ at }, index) => {
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
  el.style.setProperty('contain', `layout style paint ${size}`, 'important')
  el.style.setProperty('content-visibility', 'visible', 'important')
}
