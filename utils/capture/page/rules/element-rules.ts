import * as dom from '../dom.ts'
import { HTML_NS, SVG_NS } from '../html-rules.ts'
import { anchorRule } from './anchor.ts'
import { canvasRule } from './canvas.ts'
import { formRules } from './forms.ts'
import { frameRules } from './frames.ts'
import { headRules } from './head.ts'
import { imageRules } from './images.ts'
import { linkRule } from './link.ts'
import { mediaRules } from './media.ts'
import type { ElementRule } from './rule.ts'
import { scriptRules } from './scripts.ts'
import { styleRule } from './style.ts'
import { svgRules } from './svg.ts'

const HTML_RULES = new Map<string, ElementRule>(
  Object.entries({
    a: anchorRule,
    area: anchorRule,
    canvas: canvasRule,
    link: linkRule,
    style: styleRule,
    ...formRules,
    ...frameRules,
    ...headRules,
    ...imageRules,
    ...mediaRules,
    ...scriptRules,
  }),
)
const SVG_RULES = new Map<string, ElementRule>(
  Object.entries({ ...svgRules, style: styleRule, script: scriptRules.script }),
)
const INERT_RULES = new Map<string, ElementRule>(Object.entries({ ...scriptRules, ...headRules }))

/** The rule for an element, if its kind has one; in templates only what could run is dealt with. */
export function ruleFor(
  el: Element,
  namespace: string | null,
  inert: boolean,
): ElementRule | undefined {
  const name = dom.localName(el)
  if (inert) return INERT_RULES.get(name)
  if (namespace === HTML_NS) return HTML_RULES.get(name)
  return namespace === SVG_NS ? SVG_RULES.get(name) : undefined
}
