import { absolute } from '../dom.ts'
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
  /** Text of all rules, one per line. */
  text: string
  /** Text of all but the imports, by which two sheets are compared. */
  rest: string
  imported: Imported[]
  /** The rules themselves, where their text doesn't say everything. */
  unclear: readonly CSSRule[] | null
}

export interface Imported {
  /** Absolute address as the rule names it. */
  url: string
  /** The whole rule. */
  text: string
  /** Null where nothing was loaded for it. */
  sheet: ReadSheet | null
}

const MAX_IMPORT_DEPTH = 32

/** Reads a sheet and all it imports. Its fonts are told to `fonts` on the way. */
export function readSheet(
  sheet: CSSStyleSheet,
  base: string,
  fonts: FontUse,
  depth = 0,
): ReadSheet {
  const url = sheet.href ?? ''
  const own = url || base
  const rules = readableRules(sheet)
  if (!rules || depth > MAX_IMPORT_DEPTH) return { url, base: own, rules: null }
  fonts.addFaces(rules, own)
  return { url, base: own, rules: readRules(rules, own, fonts, depth) }
}

function readableRules(sheet: CSSStyleSheet): CSSRuleList | null {
  try {
    return sheet.cssRules
  } catch {
    return null
  }
}

function readRules(rules: CSSRuleList, base: string, fonts: FontUse, depth: number): ReadRules {
  const imported: Imported[] = []
  for (const rule of rules) {
    if (!isImport(rule)) continue
    const sheet = rule.styleSheet && readSheet(rule.styleSheet, base, fonts, depth + 1)
    imported.push({ url: absolute(rule.href, base), text: rule.cssText, sheet })
  }
  const rest = rulesText(rules)
  const text = imported.length ? [...rules].map(({ cssText }) => cssText).join('\n') : rest
  return { text, rest, imported, unclear: losesValues(rest) ? [...rules] : null }
}

/** Text of all rules but @import, by which two sheets are compared. */
export function rulesText(rules: CSSRuleList): string {
  const texts: string[] = []
  for (const rule of rules) if (!isImport(rule)) texts.push(rule.cssText)
  return texts.join('\n')
}

export function isImport(rule: CSSRule): rule is CSSImportRule {
  return rule.type === 3
}
