import { SVG_NS } from '../replay/namespaces.ts'
import { isParseError, parseDocument } from '../replay/parse-document.ts'
import {
  attributesOf,
  createNear,
  dropAttributeNode,
  nameOf,
  setAttribute,
  spaceOf,
} from '../replay/safe-dom.ts'
import { splitFragment } from '../snapshot/cid.ts'
import { decodeDataUrl } from './decode-data-url.ts'
import { everyElement } from './every-element.ts'

/**
 * Copies what `<use>` elements show from other files into their own `<svg>`: browsers load nothing for
 * them from `data:` addresses.
 */
export function inlineSymbols(doc: Document): void {
  const files = new Map<string, Document | undefined>()
  let copies = 0
  for (const use of [...everyElement(doc)]) {
    const link = nameOf(use) === 'use' ? outsideLink(use) : undefined
    if (!link) continue
    const [address, fragment] = splitFragment(link.value)
    if (!files.has(address)) files.set(address, parseFile(address))
    const id = copySymbol(files.get(address), fragment.slice(1), use, `linkshot-${copies++}-`)
    if (id) link.value = `#${id}`
    else dropAttributeNode(use, link)
  }
}

const outsideLink = (use: Element): Attr | undefined =>
  attributesOf(use).find(({ localName, value }) => localName === 'href' && /^data:/.test(value))

function parseFile(address: string): Document | undefined {
  const text = decodeDataUrl(address)
  const file = text === undefined ? undefined : parseDocument(text, 'image/svg+xml')
  return file && !isParseError(file) ? file : undefined
}

/** Puts a copy of an element and all it refers to behind the others of the `<svg>`; gives the copy's id. */
function copySymbol(
  file: Document | undefined,
  id: string,
  use: Element,
  prefix: string,
): string | undefined {
  const target = id ? file?.getElementById(id) : file?.documentElement
  const svg = outermostSvg(use)
  if (!target || !svg) return undefined
  if (!target.id) target.id = 'root'
  const place = createNear(use, 'defs', SVG_NS)
  for (const part of withReferences(target)) {
    const copy = part.cloneNode(true) as Element
    rename(copy, prefix)
    place.append(copy)
  }
  svg.append(place)
  return prefix + target.id
}

function outermostSvg(element: Element): Element | undefined {
  let found: Element | undefined
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (nameOf(at) === 'svg' && spaceOf(at) === SVG_NS) found = at
  }
  return found
}

const REFERENCE = /#([^\s"')]+)/g

/** An element and the elements of its file it refers to by fragment, directly or not. */
function withReferences(target: Element): Element[] {
  const parts = [target]
  for (const part of parts) {
    for (const [, id = ''] of part.outerHTML.matchAll(REFERENCE)) {
      const other = part.ownerDocument.getElementById(id)
      if (other && !parts.some((known) => known.contains(other))) parts.push(other)
    }
  }
  return parts
}

/** Ids get a prefix, so that they are the only ones of their name in the page. */
function rename(copy: Element, prefix: string): void {
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    // Anything but plain SVG could become other markup when it is written as HTML.
    if (spaceOf(element) !== SVG_NS || /^(?:foreignobject|style)$/.test(nameOf(element))) {
      element.remove()
      continue
    }
    for (const { name, value } of attributesOf(element)) {
      if (name === 'id') setAttribute(element, name, prefix + value)
      else if (/^#|url\(\s*["']?#/.test(value)) {
        setAttribute(element, name, value.replace(/#(?=[^\s"')])/g, `#${prefix}`))
      }
    }
  }
}
