import * as dom from './dom.ts'
import type { DocumentContext } from './page-context.ts'
import { rewriteStyle } from './styles/css-reference.ts'

/** What the known loaders make of a class once the picture is there; words not listed stay. */
const CLASSES: Readonly<Record<string, string>> = {
  'lazyload': 'lazyloaded',
  'lazyloading': 'lazyloaded',
  'lazy': 'lazy entered loaded',
  'rocket-lazyload': 'rocket-lazyload entered lazyloaded',
  'b-lazy': 'b-lazy b-loaded',
  'lazy-hidden': 'lazy-loaded',
  'jetpack-lazy-image': 'jetpack-lazy-image jetpack-lazy-image--handled',
  'img_loading': '',
}
/** Libraries that leave their word in an attribute: the class that tells them, the attribute, its value. */
const ATTRIBUTES = [
  [/(?:^|\s)lozad(?:\s|$)/, 'data-loaded', 'true'],
  [/(?:^|\s)(?:rocket-)?lazy(?:load)?(?:\s|$)/, 'data-ll-status', 'loaded'],
] as const

/** Attributes that say the picture has come, so that sheets no longer hide its element. */
export function loadedMarks(el: Element, more: string, d: DocumentContext): Record<string, string> {
  const marks: Record<string, string> = {}
  const classes = dom.attribute(el, 'class')
  for (const [word, name, value] of ATTRIBUTES) if (word.test(classes)) marks[name] = value
  const words = classes.split(/\s+/).map((word) => CLASSES[word] ?? word)
  if (classes) marks['class'] = [...new Set(words.filter(Boolean))].join(' ')
  const style = [
    rewriteStyle(dom.attribute(el, 'style'), d).replace(/;\s*$/, ''),
    more,
    unhidden(el, d),
  ]
  const whole = style.filter(Boolean).join(';')
  if (whole) marks['style'] = whole
  return marks
}

/** Takes back what keeps an element invisible while it waits, whichever selector did it. */
function unhidden(el: Element, { view }: DocumentContext): string {
  if (!view) return ''
  const now = view.getComputedStyle(el)
  const parent = dom.parentNode(el) as Element | null
  const hidden = now.visibility === 'hidden' && parent && dom.nodeType(parent) === 1
  const declarations = [
    Number(now.opacity) < 1 ? 'opacity:1!important' : '',
    /blur/.test(now.filter) ? 'filter:none!important' : '',
    hidden && view.getComputedStyle(parent).visibility === 'visible'
      ? 'visibility:visible!important'
      : '',
  ]
  return declarations.filter(Boolean).join(';')
}
