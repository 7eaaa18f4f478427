import type { Crop } from '../../model/frame-capture.ts'
import * as dom from './dom.ts'
import type { DocumentContext } from './page-context.ts'

/** A place in a window's viewport, CSS pixels. */
export type Box = Pick<Crop, 'x' | 'y' | 'width' | 'height'>

/** Where an element's content stands in the viewport; undefined where it is out of sight or not upright. */
export function visibleBox(el: Element, d: DocumentContext): Box | undefined {
  const { view } = d
  const box = view && el.checkVisibility?.() ? contentBox(el as HTMLElement, view) : undefined
  if (!view || !box || !(box.width > 0 && box.height > 0) || !isUpright(el, view)) return undefined
  const inside =
    box.x < view.innerWidth &&
    box.y < view.innerHeight &&
    box.x + box.width > 0 &&
    box.y + box.height > 0
  return inside ? box : undefined
}

/** An element's box without border and padding, as it is shown. */
export function contentBox(el: HTMLElement, view: Window): Box {
  const outer = el.getBoundingClientRect()
  const style = view.getComputedStyle(el)
  const side = (name: string) =>
    ['border-$-width', 'padding-$'].reduce(
      (sum, each) => sum + Number.parseFloat(style.getPropertyValue(each.replace('$', name))),
      0,
    )
  const [left, right, top, bottom] = [side('left'), side('right'), side('top'), side('bottom')]
  // Sides are told in the element's own pixels, the box in those it is shown with.
  const across = outer.width / (el.offsetWidth || outer.width || 1)
  const down = outer.height / (el.offsetHeight || outer.height || 1)
  return {
    x: outer.left + left * across,
    y: outer.top + top * down,
    width: outer.width - (left + right) * across,
    height: outer.height - (top + bottom) * down,
  }
}

const UPRIGHT = /^(?:none|matrix\(([^,]+), 0, 0, ([^,]+),[^)]*\))$/

/** A turned, skewed or mirrored element can't be cut out of a picture by its box. */
function isUpright(el: Element, view: Window): boolean {
  for (const at of [el, ...ancestors(el)]) {
    if (!(at instanceof Element)) continue
    const { transform, rotate } = view.getComputedStyle(at)
    const [, x = '1', y = '1'] = UPRIGHT.exec(transform) ?? [undefined, '-1']
    if (Number(x) <= 0 || Number(y) <= 0 || (rotate && rotate !== 'none')) return false
  }
  return true
}

/** All it stands in, hosts of shadow trees included. */
function ancestors(el: Element): Node[] {
  const found: Node[] = []
  const above = (node: Node) => dom.parentNode(node) ?? ((node as ShadowRoot).host || null)
  for (let at = above(el); at; at = above(at)) found.push(at)
  return found
}

/** Whether the reader sees nothing at the element's place but it and what it stands in. */
export function standsAlone(el: Element, box: Box, { view }: DocumentContext): boolean {
  const root = el.getRootNode() as Document | ShadowRoot
  const own = new Set<Node>([el, ...ancestors(el)])
  const places = [0.5, 0.1, 0.9].flatMap((x) => [0.5, 0.1, 0.9].map((y) => [x, y] as const))
  const inside = places
    .map(([x, y]) => [box.x + box.width * x, box.y + box.height * y] as const)
    .filter(
      ([x, y]) => x >= 0 && y >= 0 && x < (view?.innerWidth ?? 0) && y < (view?.innerHeight ?? 0),
    )
  return inside.every(([x, y]) => {
    const stack = root.elementsFromPoint(x, y)
    return stack[0] === el && stack.every((each) => own.has(each))
  })
}
