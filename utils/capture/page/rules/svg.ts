import * as dom from '../dom.ts'
import { want } from '../findings.ts'
import type { DocumentContext } from '../page-context.ts'
import { imageReference } from '../pixels.ts'
import { linkAddress } from './anchor.ts'
import { type Change, type ElementRule, rule } from './rule.ts'

const HREFS = ['href', 'xlink:href']

/** Both spellings of the reference, each through `keep`. */
function changeHref(el: Element, keep: (value: string) => string | null): Change {
  const set: Record<string, string | null> = {}
  for (const name of HREFS) {
    if (dom.hasAttribute(el, name)) set[name] = keep(dom.attribute(el, name))
  }
  return { set }
}

function loaded(el: Element, d: DocumentContext): Change {
  return changeHref(el, (value) => {
    const link = linkAddress(value, d)
    if (!link || link.startsWith('#')) return link
    return el instanceof SVGImageElement
      ? imageReference(d.frame, link, el)
      : want(d.frame.findings, link, 'image')
  })
}

export const svgRules = {
  a: rule((el, d) => changeHref(el, (value) => linkAddress(value, d))),
  image: rule(loaded),
  use: rule(loaded),
  feImage: rule(loaded),
  pattern: rule(loaded),
  linearGradient: rule(loaded),
  radialGradient: rule(loaded),
  textPath: rule(loaded),
  mpath: rule(loaded),
} satisfies Record<string, ElementRule>
