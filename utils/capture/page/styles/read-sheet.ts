import { absolute } from '../dom.ts'
import type { Sliced } from '../slices.ts'
import type { FontUse } from './font-use.ts'
import { losesValues } from './restore-shorthands.ts'

/** A sheet's rules as they are now, read in one go so that later changes don't mix in. */
export interface ReadSheet {
  /** Where it was loaded from, '' for style elements and constructed sheets. */
  url: string
  base: string
  /** Null where the browser doesn't let us read it. */
  rules: ReadRules | null
}

export interface ReadRules {
  /** Text of all rules but the imports, in their order. */
  texts: readonly string[]
  imported: Imported[]
  /** The rules themselves, where their text doesn't say everything. */
  unclear: readonly CSSRule[] | null
}

export interface Imported {
  /** Absolute address as the rule names it. */
  url: string
  /** The whole rule. */
  text: string
  /** How many other rules stand in front of it: layers may be named there. */
  before: number
  /** Null where nothing was loaded for it. */
  sheet: ReadSheet | null
}

const MAX_IMPORT_DEPTH = 32

/**
 * Reads a sheet and all it imports, in slices. Its fonts are told to `fonts` at once, before the page has
 * its turn.
 */
export function readSheet(
  sheet: CSSStyleSheet,
  base: string,
  fonts: FontUse,
  due: () => boolean,
): Sliced<ReadSheet> {
  return readOpened(openSheet(sheet, base, fonts, 0), due)
}

/** The same in one piece. */
export function readSheetNow(sheet: CSSStyleSheet, base: string, fonts: FontUse): ReadSheet {
  const step = readSheet(sheet, base, fonts, () => false).next()
  if (!step.done) throw new Error('reading was interrupted')
  return step.value
}

/** A sheet with all it imports, of which nothing but fonts and imports has been looked at. */
interface OpenedSheet {
  url: string
  base: string
  rules: CSSRuleList | null
  imported: (Omit<Imported, 'sheet'> & { sheet: OpenedSheet | null })[]
}

function openSheet(sheet: CSSStyleSheet, base: string, fonts: FontUse, depth: number): OpenedSheet {
  const url = sheet.href ?? ''
  const own = url || base
  const rules = depth > MAX_IMPORT_DEPTH ? null : readableRules(sheet)
  if (rules) fonts.addFaces(rules, own)
  const imported = [...importsOf(rules)].map(({ rule, before }) => ({
    url: absolute(rule.href, own),
    text: rule.cssText,
    before,
    sheet: rule.styleSheet && openSheet(rule.styleSheet, own, fonts, depth + 1),
  }))
  return { url, base: own, rules, imported }
}

/** They stand in front of all other rules but those that name layers. */
function* importsOf(rules: CSSRuleList | null) {
  let before = 0
  for (const rule of rules ?? []) {
    if (isImport(rule)) yield { rule, before }
    else if (rule.type === LAYER_STATEMENT) before++
    else return
  }
}

/** Rules without a number of their own. */
const LAYER_STATEMENT = 0

function* readOpened(opened: OpenedSheet, due: () => boolean): Sliced<ReadSheet> {
  const { url, base, rules } = opened
  if (!rules) return { url, base, rules: null }
  const imported: Imported[] = []
  for (const each of opened.imported) {
    imported.push({ ...each, sheet: each.sheet && (yield* readOpened(each.sheet, due)) })
  }
  const texts = yield* ruleTexts(rules, due)
  const unclear = texts.some(losesValues) ? [...rules] : null
  return { url, base, rules: { texts, imported, unclear } }
}

function readableRules(sheet: CSSStyleSheet): CSSRuleList | null {
  try {
    return sheet.cssRules
  } catch {
    return null
  }
}

/** Texts of all rules but @import, by which two sheets are compared. */
function* ruleTexts(rules: CSSRuleList, due: () => boolean): Sliced<string[]> {
  const texts: string[] = []
  for (const rule of rules) {
    if (!isImport(rule)) texts.push(rule.cssText)
    if (due()) yield
  }
  return texts
}

/** Whether the rules but for imports have these texts. */
export function* haveTexts(
  rules: CSSRuleList,
  texts: readonly string[],
  due: () => boolean,
): Sliced<boolean> {
  let at = 0
  for (const rule of rules) {
    if (!isImport(rule) && rule.cssText !== texts[at++]) return false
    if (due()) yield
  }
  return at === texts.length
}

export function isImport(rule: CSSRule): rule is CSSImportRule {
  return rule.type === 3
}
