import type { SiteResult } from './sites.ts'

const COLUMNS = [
  ['viewer first', 'viewer: first screen'],
  ['export first', 'file: first screen'],
  ['export whole', 'file: whole page'],
  ['mhtml first', 'MHTML: first screen'],
  ['mhtml whole', 'MHTML: whole page'],
  ['singlefile first', 'SingleFile: first screen'],
  ['singlefile whole', 'SingleFile: whole page'],
] as const

/** The results as a table in Markdown: differing pixels, 0 as '✓'. */
export function sitesTable(results: SiteResult[]): string {
  const columns = COLUMNS.filter(([key]) => results.some(({ seen }) => key in seen))
  const cells = (list: string[]) => `| ${list.join(' | ')} |`
  const rows = results.map(({ name, seen, error }) =>
    cells([name, ...columns.map(([key]) => (error ? '–' : cell(seen[key])))]),
  )
  const sums = columns.map(([key]) => sum(results, key))
  const head = ['page', ...columns.map(([, title]) => title)]
  const errors = results.filter(({ error }) => error).map(({ name, error }) => `${name}: ${error}`)
  const table = [
    cells(head),
    cells(head.map(() => '---')),
    ...rows,
    cells(['**identical**', ...sums]),
  ]
  return [...table, ...(errors.length > 0 ? ['', ...errors] : [])].join('\n')
}

function cell(value: number | string | undefined): string {
  if (value === undefined) return ''
  return value === 0 ? '✓' : String(value)
}

/** Only pages that looked the same twice while they lived can be asked to look so again. */
function sum(results: SiteResult[], key: string): string {
  const asked = results.filter(({ seen }) => key in seen && seen[key] !== 'not stable')
  return `${asked.filter(({ seen }) => seen[key] === 0).length} of ${asked.length}`
}
