import type { DocumentContext } from '../page-context.ts'
import { madeStyle } from './made-style.ts'
import { propertyRules } from './registered-properties.ts'
import { fontRules } from './script-fonts.ts'

/** Adds the sheets that stand for what a script registered: properties and fonts. */
export function addScriptSheets(d: DocumentContext): void {
  if (d.headEnd < 0) return
  add('properties', propertyRules(d), d)
  // Sheets that come late may still name a font.
  const sheets = Promise.allSettled(d.frame.findings.later)
  const fonts = sheets.then(() => fontRules(d))
  d.frame.findings.later.push(fonts.then((css) => add('fonts', css, d)))
}

function add(name: string, css: string, d: DocumentContext): void {
  if (!css) return
  d.out[d.headEnd] = madeStyle(name, css, '', d) + d.out[d.headEnd]
}
