import { cidOf, cidReference, hash53 } from '../../../snapshot/cid.ts'
import { rewriteCssReferences } from '../../../snapshot/css-references.ts'
import { documentOf } from '../dom.ts'
import { addOwn, want, wantSheet } from '../findings.ts'
import type { DocumentContext } from '../page-context.ts'
import type { Sliced } from '../slices.ts'
import { cssReference } from './css-reference.ts'
import { haveTexts, type ReadRules, type ReadSheet, readSheet, readSheetNow } from './read-sheet.ts'
import { restoreRules } from './restore-shorthands.ts'
import { sameImports } from './same-imports.ts'
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
  root: ParentNode,
): Promise<string> {
  const read = await readInSlices(sheet, d)
  if (!read.rules) return rewrite(source, d.base, [], d)
  const own = { text: source, base: d.base }
  return rulesAsText(read.rules, own, read.base, d, root).then(({ css }) => css)
}

/** A sheet's rules, of which the page may have its turn while they are read. */
export function readInSlices(sheet: CSSStyleSheet, d: DocumentContext): Promise<ReadSheet> {
  const { slices } = d.frame
  return slices.run(readSheet(sheet, d.base, d.fonts, slices.due))
}

/** The text of a constructed sheet of `root`: it has no source and imports nothing. */
export function adoptedText(sheet: CSSStyleSheet, root: ParentNode, d: DocumentContext): string {
  const { rules } = readSheetNow(sheet, d.base, d.fonts)
  // Its base may be any, and the browser doesn't tell.
  return rules ? rewrite(currentText(rules, null, root), d.base, [], d, true) : ''
}

/** Hands over a linked or imported sheet's body, or asks for it where it can't be read. */
export async function sheetReference(
  read: ReadSheet | null,
  url: string,
  d: DocumentContext,
  root: ParentNode,
  charset = '',
): Promise<SheetReference> {
  const encoding = charset || documentOf.characterSet(d.doc)
  const source = await d.frame.sources.read(read?.url || url, encoding)
  return d.frame.clock.time(() => resolveSheet(read, source, url, d, root, encoding))
}

async function resolveSheet(
  read: ReadSheet | null,
  source: Source | null,
  url: string,
  d: DocumentContext,
  root: ParentNode,
  encoding: string,
): Promise<SheetReference> {
  if (read?.rules) {
    const { css, plain } = await rulesAsText(read.rules, source, read.base, d, root)
    return ownSheet(url, css, plain, d)
  }
  if (source && read) return ownSheet(url, sourceOnly(source, d), true, d)
  d.fonts.addUnknown()
  return { reference: wantSheet(d.frame.findings, url, encoding), plain: true }
}

/** A sheet the browser hides from us, but whose source we got: its fonts are still looked at. */
function sourceOnly(source: Source, d: DocumentContext): string {
  const rules = parse(source.text)
  if (rules) d.fonts.addFaces(rules, source.base)
  else d.fonts.addUnknown()
  return rewrite(source.text, source.base, [], d)
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
  root: ParentNode,
): Promise<{ css: string; plain: boolean }> {
  const imports = await importReferences(rules, d, root)
  const same = source !== null && (await d.frame.slices.run(describes(source.text, rules, d)))
  return d.frame.clock.time(() => {
    if (same) {
      return { css: rewrite(source.text, source.base, imports, d), plain: imports.every(isPlain) }
    }
    // A sheet that was redirected counts from where it came from, which only its source tells.
    const css = rewrite(currentText(rules, source, root), source?.base ?? base, imports, d, !source)
    return { css, plain: false }
  })
}

const isPlain = ({ plain }: SheetReference): boolean => plain

function currentText(rules: ReadRules, source: Source | null, root: ParentNode): string {
  if (rules.unclear) return restoreRules(rules.unclear, source?.text ?? '', root)
  const texts = [...rules.texts]
  for (const { before, text } of rules.imported.toReversed()) texts.splice(before, 0, text)
  return texts.join('\n')
}

interface ImportReference extends SheetReference {
  url: string
}

/** References of a sheet's import rules, in their order. What the browser did not load stays unloaded. */
function importReferences(
  { imported }: ReadRules,
  d: DocumentContext,
  root: ParentNode,
): Promise<ImportReference[]> {
  const loading = documentOf.readyState(d.doc) !== 'complete'
  return Promise.all(
    imported.map(async ({ url, sheet }) => {
      if (!sheet && !loading) return { url, reference: cidReference(url), plain: true }
      return { url, ...(await sheetReference(sheet, url, d, root)) }
    }),
  )
}

function* describes(source: string, rules: ReadRules, d: DocumentContext): Sliced<boolean> {
  const parsed = parse(source)
  if (!parsed || !(yield* haveTexts(parsed, rules.texts, d.frame.slices.due))) return false
  return sameImports(source, rules.imported)
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
  imports: readonly ImportReference[],
  d: DocumentContext,
  anyBase = false,
): string {
  const left = [...imports]
  return rewriteCssReferences(css, base, (url, kind, raw) => {
    if (kind === 'import') {
      const at = left.findIndex((each) => each.url === url)
      return at < 0 ? cidReference(url) : (left.splice(at, 1)[0]?.reference ?? '')
    }
    if (kind === 'font' && !d.fonts.isUsed(url)) return cidReference(url)
    if (kind === 'font') return want(d.frame.findings, url, 'font')
    return cssReference(url, anyBase ? 'property' : kind, raw, d)
  })
}
