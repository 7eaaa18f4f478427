import * as dom from './dom.ts'

/** Where lazy loaders put the address of a picture that is still to come. */
export interface LazyAddress {
  src: string
  srcset: string
}

/** Names that mean the picture itself, the most certain first: Zhihu's `data-original` is a larger one. */
const FIRST = ['data-actualsrc', 'data-src', 'data-lazy-src', 'data-original']
const ADDRESS_NAME =
  /^(?:data-(?:[a-z]+-)*(?:src|original|url|lazy|lazyload|echo|origin|image|img)|(?:data-)?[a-z]*src|lay-src|real_src|_src|original|file)$/
const SRCSET_NAME = /^data-(?:[a-z]+-)*(?:srcset|set)$|^data-[a-z]*srcset$/
/** Pictures for other moments or in other sizes. */
const OTHER_PICTURE =
  /hover|over|active|swap|alt|zoom|large|full|big|hi-?res|retina|thumb|small|low|blur|preview|next|fallback|error|fail|default|placeholder|loading|poster|avatar|share|^src$|^currentsrc$/
const LOOKS_LIKE_IMAGE =
  /^(?!data:)\S*(?:\.(?:avif|bmp|gif|jpe?g|png|svg|webp)(?:[?#!@_~-]|$)|wx_fmt=|[?&](?:format|fm)=)/i
const ADDRESS = /^(?!data:|javascript:|#)\S*[./]\S+$/i

/** What an element's attributes say about its picture to come. */
export function lazyAddress(el: Element): LazyAddress {
  return { src: lazySource(el), srcset: lazySrcset(el) }
}

export const isImageAddress = (value: string): boolean => LOOKS_LIKE_IMAGE.test(value.trim())

function lazySource(el: Element): string {
  for (const name of FIRST) {
    const value = dom.attribute(el, name).trim()
    if (ADDRESS.test(value)) return value
  }
  let likely = ''
  for (const { name, value } of dom.attributesOf(el)) {
    if (OTHER_PICTURE.test(name) || !LOOKS_LIKE_IMAGE.test(value.trim())) continue
    if (ADDRESS_NAME.test(name)) return value
    if (name.startsWith('data-')) likely ||= value
  }
  return likely
}

/** A candidate list kept for later; also of a `<source>`. */
export function lazySrcset(el: Element): string {
  for (const { name, value } of dom.attributesOf(el)) {
    if (SRCSET_NAME.test(name) && !OTHER_PICTURE.test(name) && value.trim()) return value
  }
  return ''
}

const noscriptBeside = (el: Element): Element | undefined =>
  [el.nextElementSibling, el.previousElementSibling].find(
    (near): near is Element => near !== null && dom.localName(near) === 'noscript',
  )

export const hasNoscript = (el: Element): boolean => noscriptBeside(el) !== undefined

/** The picture that readers without scripts get in this one's place, from a `<noscript>` beside it. */
export function noscriptImage(el: Element): Element | undefined {
  const beside = noscriptBeside(el)
  if (!beside) return undefined
  // Parsed apart from the page, where it loads nothing.
  const inside = new DOMParser().parseFromString(dom.textContent(beside) ?? '', 'text/html')
  const images = inside.getElementsByTagName('img')
  return images.length === 1 ? images[0] : undefined
}
