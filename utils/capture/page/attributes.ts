import * as dom from './dom.ts'
import { want } from './findings.ts'
import { escapeAttribute, SVG_NS } from './html-rules.ts'
import type { DocumentContext } from './page-context.ts'
import type { Change } from './rules/rule.ts'
import { rewriteStyle } from './styles/css-reference.ts'
import { fillFrom } from './styles/restore-shorthands.ts'
import { isAttributeName, prefixesText } from './xml-names.ts'

// Handlers, things that load, run or send, and marks that make no sense for a rewritten body.
const DROPPED =
  /^(?:on.*|nonce|integrity|crossorigin|ping|action|formaction|manifest|autofocus|attributionsrc|shadowroot.*|data-linkshot.*)$/i
/** Attributes that load something; in a template nobody rewrites them, so they are left out. */
const LOADING = /^(?:src|srcset|poster|data|background|code|archive|codebase)$/i
// Browsers ignore blanks and control characters inside of the scheme.
const SCRIPT_ADDRESS =
  /^[\0-\x20]*j[\t\n\r]*a[\t\n\r]*v[\t\n\r]*a[\t\n\r]*s[\t\n\r]*c[\t\n\r]*r[\t\n\r]*i[\t\n\r]*p[\t\n\r]*t[\t\n\r]*:/i
const CSS_REFERENCE = /url\(|image-set\(|\\/i
/** Attributes of SVG that hold values of CSS, those of animations included. */
const PRESENTATION =
  /^(?:fill|stroke|filter|mask|clip-path|marker|marker-(?:start|mid|end)|cursor|values|from|to|by)$/

/** All attributes of an element as they are kept, each with a blank before it. */
export function attributesText(
  el: Element,
  change: Change,
  inert: boolean,
  d: DocumentContext,
): string {
  const set: Record<string, string | null> = { ...change.set, ...d.manual.get(el) }
  const attributes = dom.attributesOf(el)
  const asked = !inert && !UNSTYLED.has(dom.localName(el))
  let text = ''
  for (let i = 0; i < attributes.length; i++) {
    const attr = attributes[i]
    if (!attr || !isAttributeName(attr.name, d.xml)) continue
    const own = set[attr.name]
    const value = own === undefined ? keptValue(el, attr, inert, d) : own
    if (own === undefined && value !== null) text += attributeText(attr.name, value, d)
    if (asked && value !== attr.value) text += formerText(attr, value, d)
  }
  let added = ''
  for (const [name, value] of Object.entries(set)) {
    if (value === null) continue
    text += attributeText(name, value, d)
    if (asked && ASKED_FOR.test(name) && !dom.hasAttribute(el, name)) added += ` ${name}`
  }
  if (added) text += attributeText('data-linkshot-new', added.slice(1), d)
  return d.xml ? text + prefixesText(el) : text
}

/** Attributes that are kept with another value and that style sheets ask for. */
const ASKED_FOR =
  /^(?:href|src|srcset|loading|poster|action|formaction|sandbox|autofocus|checked|value|on[a-z]+)$/
/** Nobody asks for attributes of these. */
const UNSTYLED = new Set('base link meta option script source style template'.split(' '))
/** Of these only that they were there. */
const UNTOLD = /^(?:on|srcset|poster)/
/** Longer values nobody asks for; that there is one is noted all the same. */
const LONGEST_FORMER = 500

/** Notes what an attribute was, for selectors; of a handler and of what may be secret only that it was there. */
function formerText({ name, value }: Attr, now: string | null, d: DocumentContext): string {
  if (!ASKED_FOR.test(name)) return ''
  const secret = (name === 'value' && now === null) || SCRIPT_ADDRESS.test(value)
  const told = !secret && !UNTOLD.test(name)
  const short = told && value.length <= LONGEST_FORMER ? value : ''
  return attributeText(`data-linkshot-was-${name}`, short, d)
}

function attributeText(name: string, value: string, d: DocumentContext): string {
  return ` ${name}="${escapeAttribute(value, d.xml)}"`
}

/** What remains of an attribute no element rule speaks about; null: nothing. */
function keptValue(
  el: Element,
  { name, value }: Attr,
  inert: boolean,
  d: DocumentContext,
): string | null {
  if (DROPPED.test(name) || SCRIPT_ADDRESS.test(value)) return null
  if (inert) return LOADING.test(name) || name.endsWith('href') ? null : value
  if (name === 'background' && value) return backgroundImage(value, d)
  if (name === 'style') return rewriteStyle(fillFrom(value, el), d)
  const css = PRESENTATION.test(name) && dom.namespaceOf(el) === SVG_NS
  return css && CSS_REFERENCE.test(value) ? rewriteStyle(value, d) : value
}

function backgroundImage(value: string, d: DocumentContext): string | null {
  const url = dom.absolute(value, d.base)
  return url ? want(d.frame.findings, url, 'image') : null
}
