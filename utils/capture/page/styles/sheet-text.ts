import { cidOf, cidReference, hash53 } from '../../../snapshot/cid.ts'
import { rewriteCssReferences } from '../../../snapshot/css-references.ts'
import { documentOf } from '../dom.ts'
import { addOwn, want } from '../findings.ts'
import type { DocumentContext } from '../page-context.ts'
import { type ReadRules, type ReadSheet, readSheet, rulesText } from './read-sheet.ts'
import type { Source } from './sources.ts'

/** How a linked or imported sheet is referred to. */
export interface SheetReference {
  reference: string
  /** The body is what the server sent, but for references. */
  plain: boolean
}

/** The text of a style element's sheet with all references rewritten. */
export async function inlineText(
  sheet: CSSStyleSheet,
  source: string,
  d: DocumentContext,
): Promise<string> {
  const read = readSheet(sheet, d.base, d.fonts)
  if (!read.rules) return rewrite(source, d.base, new Map(), d)
  return rulesAsText(read.rules, { text: source, base: d.base }, read.base, d).then(
    ({ css }) => css,
  )
}

/** The text of a constructed sheet: it has no source and imports nothing. */
export function adoptedText(sheet: CSSStyleSheet, d: DocumentContext): string {
  const { rules } = readSheet(sheet, d.base, d.fonts)
  return rewrite(rules?.text ?? '', d.base, new Map(), d)
}

/** Hands over a linked or imported sheet's body, or asks for it where it can't be read. */
export async function sheetReference(
  read: ReadSheet | null,
  url: string,
  d: DocumentContext,
): Promise<SheetReference> {
  const source = await d.frame.sources.read(read?.url || url, documentOf.characterSet(d.doc))
  return d.frame.clock.time(() => resolveSheet(read, source, url, d))
}

async function resolveSheet(
  read: ReadSheet | null,
  source: Source | null,
  url: string,
  d: DocumentContext,
): Promise<SheetReference> {
  if (read?.rules) {
    const { css, plain } = await rulesAsText(read.rules, source, read.base, d)
    return ownSheet(url, css, plain, d)
  }
  if (source && read) return ownSheet(url, sourceOnly(source, d), true, d)
  d.fonts.addUnknown()
  return { reference: want(d.frame.findings, url, 'style'), plain: true }
}

/** A sheet the browser hides from us, but whose source we got: its fonts are still looked at. */
function sourceOnly(source: Source, d: DocumentContext): string {
  const rules = parse(source.text)
  if (rules) d.fonts.addFaces(rules, source.base)
  else d.fonts.addUnknown()
  return rewrite(source.text, source.base, new Map(), d)
}

function ownSheet(url: string, css: string, plain: boolean, d: DocumentContext): SheetReference {
  // Changed by script, the same address may stand for several texts.
  const cid = plain ? cidOf(url) : `${cidOf(url)}-${hash53(css)}`
  addOwn(d.frame.findings, { cid, url, kind: 'style' }, new Blob([css], { type: 'text/css' }))
  return { reference: plain ? cidReference(url) : `cid:${cid}`, plain }
}

/**
 * The source text where the rules are still those it describes, since browsers can't write all rules
 * back as they were (shorthands with `var()` come out empty); the rules' own text otherwise.
 */
async function rulesAsText(
  rules: ReadRules,
  source: Source | null,
  base: string,
  d: DocumentContext,
): Promise<{ css: string; plain: boolean }> {
  const imports = await importReferences(rules, d)
  return d.frame.clock.time(() => {
    const same = source !== null && describes(source.text, rules)
    const css = same
      ? rewrite(source.text, source.base, imports.references, d)
      : rewrite(rules.imports + rules.text, base, imports.references, d)
    return { css, plain: same && imports.plain }
  })
}

async function importReferences(rules: ReadRules, d: DocumentContext) {
  const loading = documentOf.readyState(d.doc) !== 'complete'
  const loaded = rules.imported.filter(({ sheet }) => sheet || loading)
  const found = await Promise.all(
    loaded.map(async ({ url, sheet }) => ({ url, ...(await sheetReference(sheet, url, d)) })),
  )
  return {
    references: new Map(found.map(({ url, reference }) => [url, reference])),
    plain: found.every(({ plain }) => plain),
  }
}

function describes(source: string, rules: ReadRules): boolean {
  const parsed = parse(source)
  return parsed !== null && rulesText(parsed) === rules.text
}

function parse(source: string): CSSRuleList | null {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(source)
    return sheet.cssRules
  } catch {
    return null
  }
}

/** Rewrites a sheet's references; imports the browser did not load, and fonts it did not use, are not asked for. */
function rewrite(
  css: string,
  base: string,
  imports: ReadonlyMap<string, string>,
  d: DocumentContext,
): string {
  const { findings } = d.frame
  return rewriteCssReferences(css, base, (url, kind) => {
    if (kind === 'import') return imports.get(url) ?? cidReference(url)
    if (kind === 'font')
      return d.fonts.isUsed(url) ? want(findings, url, 'font') : cidReference(url)
    return want(findings, url, 'image')
  })
}
