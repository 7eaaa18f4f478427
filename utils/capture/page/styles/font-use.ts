import { unescapeCss } from '../../../snapshot/css-references.ts'
import { absolute, documentOf } from '../dom.ts'

/** Knows which font files the page uses. */
export interface FontUse {
  /** Takes in the @font-face rules of a sheet. */
  addFaces: (rules: CSSRuleList, base: string) => void
  /** False for files of faces that nothing on the page needed, or that another format stands for. */
  isUsed: (url: string) => boolean
  /** A sheet nobody could look into: its faces can't be told from those made by script. */
  addUnknown: () => void
  /** Adds loaded fonts without any rule to what is missing. */
  reportUnnamed: (report: (family: string) => void) => void
}

// Rules that hold other rules: @media, @supports, and (type 0) @layer and @container.
const GROUPS = new Set([0, 4, 12])
const FONT_FACE = 5
const UNSUPPORTED_FORMAT = /^(?:embedded-opentype|eot|svg)$/i
const SOURCE = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)(?:\s*format\(\s*["']?([\w-]+))?/gi

export function createFontUse(doc: Document): FontUse {
  const status = new Map<string, boolean>()
  for (const face of documentOf.fonts(doc) ?? []) {
    const key = faceKey(face.family, face.style, face.weight, face.stretch, face.unicodeRange)
    const used = face.status === 'loaded' || face.status === 'loading'
    status.set(key, used || status.get(key) === true)
  }
  const loaded = loadedAddresses(doc)
  const named = new Set<string>()
  const known = new Map<string, boolean>()
  let unknown = false

  const addFace = (rule: CSSFontFaceRule, base: string) => {
    const key = ruleKey(rule.style)
    named.add(key)
    const urls = sourceAddresses(rule.style.getPropertyValue('src'), base)
    const used =
      status.get(key) === false ? undefined : (urls.find((url) => loaded.has(url)) ?? urls[0])
    for (const url of urls) known.set(url, known.get(url) === true || url === used)
  }
  const addFaces = (rules: CSSRuleList, base: string): void => {
    for (const rule of rules) {
      if (rule.type === FONT_FACE) addFace(rule as CSSFontFaceRule, base)
      else if (GROUPS.has(rule.type)) addFaces((rule as CSSGroupingRule).cssRules ?? [], base)
    }
  }
  return {
    addFaces,
    isUsed: (url) => known.get(url) ?? true,
    addUnknown: () => {
      unknown = true
    },
    reportUnnamed: (report) => {
      if (unknown) return
      for (const [key, used] of status) {
        const family = key.split('|')[0] ?? ''
        if (used && !named.has(key)) report(family)
      }
    },
  }
}

function loadedAddresses(doc: Document): ReadonlySet<string> {
  const entries = documentOf.view(doc)?.performance.getEntriesByType('resource') ?? []
  return new Set(entries.map((entry) => entry.name))
}

/** Addresses of a `src` in formats that browsers of today take. */
function sourceAddresses(src: string, base: string): string[] {
  return [...src.matchAll(SOURCE)]
    .filter(([, , , , format]) => !UNSUPPORTED_FORMAT.test(format ?? ''))
    .map(([, double, single, bare]) => absolute(unescapeCss(double ?? single ?? bare ?? ''), base))
    .filter(Boolean)
}

function ruleKey(style: CSSStyleDeclaration): string {
  const value = (name: string) => style.getPropertyValue(name)
  return faceKey(
    value('font-family'),
    value('font-style'),
    value('font-weight'),
    value('font-stretch'),
    value('unicode-range'),
  )
}

/** A face's descriptors in one spelling, family first. */
function faceKey(family: string, style: string, weight: string, stretch: string, range: string) {
  return [
    unescapeCss(family.replace(/^\s*["']|["']\s*$/g, '')).toLowerCase(),
    style || 'normal',
    (weight || '400').replace('normal', '400').replace('bold', '700'),
    (stretch || '100%').replace(/^normal$/, '100%'),
    (range || 'U+0-10FFFF').toUpperCase().replace(/\s/g, ''),
  ].join('|')
}
