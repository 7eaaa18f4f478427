import { cidIn, frameKeyIn, NOTHING, safeLink, safeSource } from './addresses.ts'
import { wasName } from './attribute-selectors.ts'
import { MATHML_NS, SVG_NS } from './namespaces.ts'
import type { Pass } from './pass.ts'
import { rewriteCss } from './rewrite-css.ts'
import { attributesOf, dropAttributeNode, nameOf, spaceOf, styleOf } from './safe-dom.ts'
import { parseSrcset, srcsetText } from './slots.ts'
import { freezeElement, freezePseudo } from './state/freeze-animations.ts'

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Attributes that send, load, run or aim something, or that only fit the body as it was served. */
const DROPPED = words(
  'ping attributionsrc action formaction formtarget srcdoc sandbox csp credentialless allow manifest ' +
    'codebase classid archive code profile lowsrc dynsrc autofocus autoplay integrity nonce crossorigin ' +
    'referrerpolicy fetchpriority blocking sharedstoragewritable browsingtopics adauctionheaders ' +
    'privatetoken elementtiming',
)
const isLink = (element: Element): boolean =>
  spaceOf(element) === MATHML_NS || /^(?:a|area)$/.test(nameOf(element))

type AttributeRule = (element: Element, node: Attr, pass: Pass) => void

const RULES = new Map<string, AttributeRule>(
  Object.entries({
    src: source,
    poster: source,
    background: source,
    href: reference,
    srcset,
    imagesrcset: srcset,
    style: (_element, node, pass) => cssValue(node, pass),
    target,
    base,
    'data-linkshot-state': states,
    'data-linkshot-layer': plain,
    'data-linkshot-lift': plain,
    'data-linkshot-look': plain,
    'data-linkshot-scroll': plain,
    'data-linkshot-anchor': plain,
    'data-linkshot-time': plain,
    'data-linkshot-waited': (_element, node) => {
      if (node.value !== '') node.value = safeSource(node.value)
    },
    'data-linkshot-style': freezeElement,
    'data-linkshot-before': freezePseudo,
    'data-linkshot-after': freezePseudo,
    'data-linkshot-marker': freezePseudo,
    'data-linkshot-backdrop': (_element, node, pass) => cssValue(node, pass),
    'data-linkshot-tag': tag,
    'data-linkshot-in': wrapper,
    'data-linkshot-new': unknown,
    'data-linkshot-mark': mark,
    'data-linkshot-size': size,
    'data-linkshot-font': font,
  } satisfies Record<string, AttributeRule>),
)

/** Makes every attribute of an element harmless and notes those that name stored bodies. */
export function cleanAttributes(element: Element, pass: Pass): void {
  for (const node of attributesOf(element)) {
    const name = node.localName.toLowerCase()
    if (DROPPED.has(name) || /^on[a-z]/.test(name)) drop(element, node, pass)
    else {
      const rule = RULES.get(name)
      if (rule) rule(element, node, pass)
      else if (name.startsWith(WAS)) known(name.slice(WAS.length), pass)
      else if (spaceOf(element) === SVG_NS) presentation(node, pass)
    }
  }
}

function drop(element: Element, node: Attr, pass: Pass): void {
  dropAttributeNode(element, node)
  pass.removed++
}

function change(node: Attr, value: string, pass: Pass): void {
  if (node.value === value) return
  node.value = value
  pass.removed++
}

function source(element: Element, node: Attr, pass: Pass): void {
  if (/^i?frame$/.test(nameOf(element))) return
  const url = frameKeyIn(node.value) ? NOTHING : safeSource(node.value)
  if (node.value === '' || url.startsWith('#')) return
  change(node, url, pass)
  if (cidIn(url)) pass.slots.push({ kind: 'source', element, attribute: node, url })
}

/** `href` and `xlink:href`: an address to go to on links, a thing to load on everything else. */
function reference(element: Element, node: Attr, pass: Pass): void {
  if (nameOf(element) === 'link') return
  const link = isLink(element)
  const url = link
    ? safeLink(node.value, pass.base, pass.pageUrl)
    : safeSource(node.value, pass.pageUrl)
  if (url === NOTHING) {
    drop(element, node, pass)
    return
  }
  change(node, url, pass)
  if (!link && cidIn(url)) pass.slots.push({ kind: 'source', element, attribute: node, url })
}

function srcset(element: Element, node: Attr, pass: Pass): void {
  const all = parseSrcset(node.value)
  const candidates = all.filter(({ url }) => safeSource(url) === url && !url.startsWith('#'))
  if (candidates.length === 0) {
    drop(element, node, pass)
    return
  }
  if (candidates.length < all.length) change(node, srcsetText(candidates), pass)
  pass.slots.push({ kind: 'srcset', element, attribute: node, candidates })
}

/** `xml:base` moves relative addresses; a plain attribute of that name means nothing. */
function base(element: Element, node: Attr, pass: Pass): void {
  if (node.namespaceURI) drop(element, node, pass)
}

/** Selectors ask for `_blank`; the viewer decides anyway where a link opens. */
function target(element: Element, node: Attr, pass: Pass): void {
  if (node.value !== '_blank') drop(element, node, pass)
}

const STATE =
  /^(?:indeterminate|drawn|modal|popover-open|fullscreen|target|(?:user-)?(?:in)?valid|defined|state:[\w\-\u00b7-\uffff]{1,100})$/

/** States a script gave the element; style sheets will find it by them. */
function states(_element: Element, node: Attr, pass: Pass): void {
  const known = node.value.split(/\s+/).filter((each) => STATE.test(each))
  for (const each of known) pass.change.states.add(each)
  change(node, known.join(' '), pass)
}

/** Numbers, a word or a colour; what they mean is checked where they are used. */
function plain(element: Element, node: Attr, pass: Pass): void {
  if (!/^[\d.,() a-z-]{0,80}$/.test(node.value)) drop(element, node, pass)
}

/** The name of an element that another one stands for; style sheets will find it by that. */
function tag(element: Element, node: Attr, pass: Pass): void {
  const { value } = node
  const [name = ''] = value.split(' ')
  const simple = nameOf(element) === 'linkshot' ? !/["\\\n]/.test(value) : name === value
  if (simple && /^[a-z][a-z0-9]*$/.test(name)) {
    standFor(name, `${nameOf(element)}:where([data-linkshot-tag="${value}"])`, pass)
    if (/^(?:iframe|img|pre)$/.test(nameOf(element))) pass.change.standIns.add(nameOf(element))
  } else if (nameOf(element) !== 'linkshot') drop(element, node, pass)
}

/** Objects become frames here and pictures there. */
function standFor(name: string, selector: string, { change: { tags } }: Pass): void {
  const known = tags.get(name)
  if (!known?.split(',').includes(selector))
    tags.set(name, known ? `${known},${selector}` : selector)
}

/** Elements without a box that keep parser and tree in step. */
function wrapper(_element: Element, _node: Attr, pass: Pass): void {
  pass.change.wrapped = true
}

const WAS = wasName('')

/** Sheets that ask for an attribute find what it was; the value runs and loads nothing. */
function known(name: string, { change: { attributes } }: Pass): void {
  if (/^[a-z]+$/.test(name)) attributes.add(name)
}

/** Attributes that only the kept element has. */
function unknown(_element: Element, node: Attr, pass: Pass): void {
  for (const name of node.value.split(' ')) known(name, pass)
}

const FONT = /^(?:font-(?:family|size):[^;:/\\<>{}()]{1,999};){1,2}$/

function font(element: Element, node: Attr, pass: Pass): void {
  if (!FONT.test(node.value)) drop(element, node, pass)
}

const SIZE = /^(-|\d{1,7}(?:\.\d{1,2})?) (-|\d{1,7}(?:\.\d{1,2})?)$/

/** What a browser had remembered of the size of content it left out. */
function size(element: Element, node: Attr, pass: Pass): void {
  const [, ...sizes] = SIZE.exec(node.value) ?? []
  for (const [at, name] of ['width', 'height'].entries()) {
    const value = sizes[at] ?? '-'
    if (value !== '-')
      styleOf(element)?.setProperty(`contain-intrinsic-${name}`, `auto ${value}px`, 'important')
  }
  drop(element, node, pass)
}

/** Elements around texts, among neighbours that should not notice. */
function mark(_element: Element, node: Attr, pass: Pass): void {
  change(node, '', pass)
  pass.change.marked = true
}

function cssValue(node: Attr, pass: Pass): void {
  const css = rewriteCss(node.value, (url) => safeSource(url, pass.pageUrl))
  change(node, css, pass)
  if (css.includes('cid:')) pass.slots.push({ kind: 'style', attribute: node })
}

const CSS_REFERENCE = /url|image|src|\\/i

/** Fill, filter, mask and their like take `url()`, and so do the values of animations. */
function presentation(node: Attr, pass: Pass): void {
  if (CSS_REFERENCE.test(node.value) && !/^(?:(?:data|aria)-|class$|id$)/.test(node.name))
    cssValue(node, pass)
}
