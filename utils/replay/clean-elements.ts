import { cidIn, frameKeyIn, NOTHING, safeSource } from './addresses.ts'
import { cleanAttributes } from './clean-attributes.ts'
import { HTML_NS } from './namespaces.ts'
import type { Pass } from './pass.ts'
import { rewriteCss } from './rewrite-css.ts'
import {
  attribute,
  attributeNode,
  createNear,
  dropAttribute,
  dropElement,
  nameOf,
  setAttribute,
  spaceOf,
  swapElement,
  textOf,
} from './safe-dom.ts'
import { servedType } from './served-type.ts'

/** Deals with what is special about one kind of element; returns the element that stands there now. */
type ElementRule = (element: Element, pass: Pass) => Element | undefined

const RULES = new Map<string, ElementRule>(
  Object.entries({
    script: placeholder,
    base: drop,
    portal: drop,
    fencedframe: drop,
    parsererror: drop,
    noscript,
    noembed: empty,
    plaintext: (element, pass) => swap(element, 'pre', pass),
    meta,
    link,
    style,
    iframe: frame,
    frame,
    object: plugIn,
    embed: plugIn,
    animate,
    animatecolor: animate,
    animatemotion: animate,
    animatetransform: animate,
    set: animate,
    template,
  } satisfies Record<string, ElementRule>),
)

/** Whether elements of a name do more than show what they hold. */
export const hasRule = (name: string): boolean => RULES.has(name)

/** Makes one element harmless. */
export function cleanElement(element: Element, pass: Pass): void {
  const rule = RULES.get(nameOf(element))
  const now = rule ? rule(element, pass) : element
  if (now) cleanAttributes(now, pass)
}

/** An empty, inert element keeps the position that selectors count its neighbours by. */
function placeholder(element: Element, pass: Pass): undefined {
  const stand = createNear(element, 'template', spaceOf(element) ?? HTML_NS)
  const name = attribute(element, 'class')
  if (name) setAttribute(stand, 'class', name)
  element.replaceWith(stand)
  pass.removed++
}

function drop(element: Element, pass: Pass): undefined {
  dropElement(element)
  pass.removed++
}

function empty(element: Element, pass: Pass): Element {
  if (element.firstChild) {
    element.textContent = ''
    pass.removed++
  }
  return element
}

/** Where scripts run browsers show none of it, whatever the page's sheets say of its box. */
function noscript(element: Element, pass: Pass): Element {
  setAttribute(element, 'style', 'display:none!important')
  return empty(element, pass)
}

function swap(element: Element, name: string, pass: Pass): Element {
  const text = textOf(element)
  const other = swapElement(element, name)
  other.textContent = text
  pass.removed++
  return other
}

function strip(element: Element, names: string[], pass: Pass): void {
  for (const name of names) {
    if (attribute(element, name) === null) continue
    dropAttribute(element, name)
    pass.removed++
  }
}

const HARMLESS_EQUIV = /^(?:content-language|default-style)$/

function meta(element: Element, pass: Pass): Element {
  const equiv = attribute(element, 'http-equiv')
  if (equiv !== null && !HARMLESS_EQUIV.test(equiv.trim().toLowerCase())) {
    strip(element, ['http-equiv', 'content'], pass)
  }
  const name = attribute(element, 'name')?.trim().toLowerCase()
  if (name === 'referrer' || name === 'accept-ch') strip(element, ['name', 'content'], pass)
  const charset = attribute(element, 'charset')
  if (charset !== null && charset !== 'utf-8') setAttribute(element, 'charset', 'utf-8')
  return element
}

const KEPT_RELATIONS = /^(?:stylesheet|alternate|icon)$/

/** Style sheets and icons stay; all other relations fetch, connect or say nothing to a reader. */
function link(element: Element, pass: Pass): Element {
  const given = attribute(element, 'rel') ?? ''
  const relations = given
    .toLowerCase()
    .split(/\s+/)
    .filter((each) => KEPT_RELATIONS.test(each))
  const sheet = relations.includes('stylesheet')
  const url = safeSource(attribute(element, 'href') ?? '')
  if ((!sheet && !relations.includes('icon')) || url === NOTHING || url.startsWith('#')) {
    strip(element, ['rel', 'href', 'as', 'imagesrcset', 'type'], pass)
    return element
  }
  strip(element, ['as', 'imagesrcset'], pass)
  setIfOther(element, 'rel', relations.join(' '), pass)
  setIfOther(element, 'href', url, pass)
  const node = attributeNode(element, 'href')
  if (!cidIn(url) || !node) return element
  pass.slots.push(
    sheet ? { kind: 'link', element, url } : { kind: 'source', element, attribute: node, url },
  )
  return element
}

function setIfOther(element: Element, name: string, value: string, pass: Pass): void {
  if (attribute(element, name) === value) return
  setAttribute(element, name, value)
  pass.removed++
}

function style(element: Element, pass: Pass): Element {
  const text = textOf(element)
  const css = rewriteCss(text, (url) => safeSource(url, pass.pageUrl))
  if (css !== text) {
    element.textContent = css
    pass.removed++
  }
  if (css) pass.slots.push({ kind: 'sheet', element })
  return element
}

/** Frames show documents of the snapshot or nothing. */
function frame(element: Element, pass: Pass): Element {
  const key = frameKeyIn(attribute(element, 'src') ?? '')
  if (key === undefined) strip(element, ['src'], pass)
  else pass.slots.push({ kind: 'frame', element, key })
  if (nameOf(element) === 'iframe') empty(element, pass)
  setAttribute(element, 'data-linkshot-new', newWith(element, FRAME_NEEDS))
  return element
}

/** What frames are shown by here. */
const FRAME_NEEDS = ['sandbox', 'srcdoc']

/** The attributes that only the kept element has, with some more of them. */
function newWith(element: Element, names: string[]): string {
  const now = attribute(element, 'data-linkshot-new')?.split(' ') ?? []
  return [...new Set([...now, ...names])].join(' ')
}

/** `object` and `embed` of a kept document or picture become what shows those; others stay without data. */
function plugIn(element: Element, pass: Pass): Element | undefined {
  const source = nameOf(element) === 'object' ? 'data' : 'src'
  const url = attribute(element, source)?.trim() ?? ''
  const cid = cidIn(url)?.cid ?? ''
  const resource = pass.resources.get(cid)
  const shows = frameKeyIn(url)
    ? 'iframe'
    : resource && /^image\//.test(servedType(resource))
      ? 'img'
      : ''
  if (!shows) {
    strip(element, [source, 'type'], pass)
    return element
  }
  const other = swapElement(element, shows)
  strip(other, ['data', 'type'], pass)
  setAttribute(other, 'src', url)
  // Sheets of the page that speak of its own name are made to mean this one.
  setAttribute(other, 'data-linkshot-tag', nameOf(element))
  if (shows === 'iframe') setAttribute(other, 'frameborder', '0')
  pass.removed++
  return shows === 'iframe' ? frame(other, pass) : other
}

const ANIMATED_AWAY = /^(?:href|src|srcdoc|style|on.*|action|formaction|data)$/

/** An animation may give an element an address it didn't have. */
function animate(element: Element, pass: Pass): Element | undefined {
  const name = attribute(element, 'attributeName')?.trim().toLowerCase() ?? ''
  return ANIMATED_AWAY.test(name.replace(/^.*:/, '')) ? drop(element, pass) : element
}

/** Nothing in a replayed page needs its roots closed, and links in closed ones could not be followed. */
function template(element: Element): Element {
  if (attribute(element, 'shadowrootmode')) setAttribute(element, 'shadowrootmode', 'open')
  return element
}
