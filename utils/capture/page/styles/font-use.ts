import { unescapeCss } from '../../../snapshot/css-text.ts'
import { isOldFont } from '../../../snapshot/old-font.ts'
import { absolute, documentOf } from '../dom.ts'

/** Knows which font files the page uses. */
export interface FontUse {
  /** Takes in the @font-face rules of a sheet. */
  addFaces: (rules: CSSRuleList, base: string) => void
  /** False for files of faces that nothing on the page needed, or that another format stands for. */
  isUsed: (url: string) => boolean
  /** A sheet nobody could look into: its faces can't be told from those made by script. */
  addUnknown: () => void
  /** Fonts in use, however they were made. */
  used: () => FontFace[]
  /** Those that no rule speaks of: made by script. None where a sheet is unknown. */
  madeByScript: () => FontFace[]
  /** Addresses the page loaded that no @font-face rule names, as they were asked for. */
  unnamedEntries: () => PerformanceResourceTiming[]
  /** The address that `raw` was loaded as, where that is not the one it should be. */
  loadedAs: (raw: string, url: string) => string
}

// Rules that hold other rules: @media, @supports, and (type 0) @layer and @container.
const GROUPS = new Set([0, 4, 12])
const FONT_FACE = 5
const UNSUPPORTED_FORMAT = /^(?:embedded-opentype|eot|svg)$/i
const SOURCE = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)(?:\s*format\(\s*["']?([\w-]+))?/gi

export function createFontUse(doc: Document): FontUse {
  const faces = [...(documentOf.fonts(doc) ?? [])]
  const status = new Map<string, boolean>()
  for (const face of faces) status.set(keyOf(face), inUse(face) || status.get(keyOf(face)) === true)
  const all = resourceEntries(doc)
  const entries = all.filter((entry) => !hasFailed(entry))
  const failed = new Set(all.filter(hasFailed).map(({ name }) => name))
  const loaded = new Set(entries.map(({ name }) => name))
  const named = new Set<string>()
  const known = new Map<string, boolean>()
  let unknown = false

  const addFace = (rule: CSSFontFaceRule, base: string) => {
    const key = ruleKey(rule.style)
    named.add(key)
    const urls = sourceAddresses(rule.style.getPropertyValue('src'), base)
    // Firefox has no entries for what it took from its memory, but for what it failed to load before.
    const first = urls.find((url) => loaded.has(url)) ?? urls.find((url) => !failed.has(url))
    const used = status.get(key) === false ? undefined : (first ?? urls[0])
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
    isUsed: (url) => known.get(url) ?? !isOldFont(url),
    addUnknown: () => {
      unknown = true
    },
    used: () => faces.filter(inUse),
    madeByScript: () =>
      unknown ? [] : faces.filter((face) => inUse(face) && !named.has(keyOf(face))),
    unnamedEntries: () => entries.filter(({ name }) => !known.has(name)),
    loadedAs: (raw, url) => (loaded.has(url) ? url : (endingIn(raw, entries) ?? url)),
  }
}

const inUse = ({ status }: FontFace): boolean => status === 'loaded' || status === 'loading'

const keyOf = (face: FontFace): string =>
  faceKey(face.family, face.style, face.weight, face.stretch, face.unicodeRange)

function resourceEntries(doc: Document): PerformanceResourceTiming[] {
  const entries = documentOf.view(doc)?.performance.getEntriesByType('resource') ?? []
  return entries as PerformanceResourceTiming[]
}

const hasFailed = ({ responseStatus }: PerformanceResourceTiming): boolean => responseStatus >= 400

/** The only address loaded by styles that ends in a relative one. */
function endingIn(raw: string, entries: PerformanceResourceTiming[]): string | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(raw)) return undefined
  const end = `/${raw.replace(/^(?:\.\.?\/)+/, '')}`
  const ends = ({ name, initiatorType }: PerformanceResourceTiming) =>
    initiatorType === 'css' && name.endsWith(end)
  const found = new Set(entries.filter(ends).map(({ name }) => name))
  return found.size === 1 ? [...found][0] : undefined
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
