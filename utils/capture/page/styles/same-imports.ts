import type { Imported } from './read-sheet.ts'
import { splitRules } from './split-rules.ts'

const FIRST = /^@(?:import|layer|charset)(?![\w-])/i

/** Whether a source's imports are still the rules a sheet has. Spellings it can't follow count as others. */
export function sameImports(source: string, imported: readonly Imported[]): boolean {
  if (!/@import/i.test(source)) return imported.length === 0
  const found: string[] = []
  for (const rule of splitRules(source)) {
    if (!FIRST.test(rule) || rule.endsWith('}')) break
    if (/^@import/i.test(rule)) found.push(plain(rule))
  }
  return found.join('\n') === imported.map(({ text }) => plain(text)).join('\n')
}

/** One spelling for an import rule: quoted address, no comments or blanks. */
function plain(rule: string): string {
  return rule
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/^@import\s*(?:url\(\s*(["']?)(.*?)\1\s*\)|(["'])(.*?)\3)/i, '@import"$2$4"')
    .replace(/\s+|;$/g, '')
}
