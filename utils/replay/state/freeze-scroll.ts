import {
  appendTo,
  attribute,
  createNear,
  firstElementOf,
  nameOf,
  setAttribute,
  styleOf,
} from '../safe-dom.ts'
import { addRules } from './add-rules.ts'
import { isStatic, type Place, scrollOf, windowAnchorOf } from './state-attributes.ts'

const SCROLLERS = ':where([data-linkshot-scroll],html:has(>body>linkshot-anchor))'

/**
 * For a moment nothing keeps a distance to the corner. Firefox has no `scroll-initial-target`, but moves to
 * where a scroller must snap; later it need not any more, so that the reader scrolls as ever. All weaker than
 * an animation the page gave it.
 */
const RULES =
  `@layer linkshot{${SCROLLERS}{animation:linkshot-scroll 1s}}` +
  '@keyframes linkshot-scroll{from,to{scroll-padding:0}}' +
  '@supports not (scroll-initial-target:nearest){' +
  'linkshot-anchor{scroll-snap-align:start!important}' +
  '@keyframes linkshot-scroll{from,to{scroll-padding:0;scroll-snap-type:both mandatory}}}'

const NO_CHILDREN =
  /^(?:textarea|select|input|table|tbody|thead|tfoot|tr|svg|iframe|object|video|img)$/

/** Gives a scrolled element, or the body of a scrolled window, what browsers begin with in the corner. */
export function freezeScroll(element: Element, ruled: Set<ParentNode>): void {
  const scroll = scrollOf(element)
  if (scroll && !NO_CHILDREN.test(nameOf(element))) {
    if (isStatic(element)) styleOf(element)?.setProperty('position', 'relative', 'important')
    addAnchor(element, scroll, ruled)
  }
  const corner = nameOf(element) === 'body' ? windowAnchorOf(element) : undefined
  if (corner) addAnchor(element, corner, ruled)
}

function addAnchor(scroller: Element, { x, y }: Place, ruled: Set<ParentNode>): void {
  const anchor = createNear(scroller, 'linkshot-anchor')
  const across = x < 0 ? `right:${-x}px` : `left:${x}px`
  const down = y < 0 ? `bottom:${-y}px` : `top:${y}px`
  const rules = [
    across,
    down,
    'position:absolute',
    'display:block',
    'width:0',
    'height:0',
    'margin:0',
  ]
  const hidden = ['padding:0', 'border:0', 'pointer-events:none', 'scroll-initial-target:nearest']
  setAttribute(anchor, 'style', [...rules, ...hidden].map((rule) => `${rule}!important`).join(';'))
  const shadow = firstElementOf(scroller)
  const hosts = shadow instanceof HTMLTemplateElement && attribute(shadow, 'shadowrootmode')
  if (hosts) shadow.content.append(anchor)
  else appendTo(scroller, anchor)
  for (const each of [scroller, anchor]) addRules(each, RULES, ruled)
}
