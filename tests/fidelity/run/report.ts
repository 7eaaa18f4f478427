import { clip, table } from '../../../scripts/lib/table.mjs'
import type { BrowserName, Reader } from './declared.ts'
import type { Column, PageResult } from './suite.ts'
import { type Verdict, verdictOf } from './verdict.ts'

const OURS = ['live', 'viewer', 'export'] as const
const PEERS = ['mhtml', 'singlefile'] as const
const TITLES = { viewer: 'viewer', export: 'export', mhtml: 'MHTML', singlefile: 'SingleFile' }
const REASON_WIDTH = 150

const MARKS: Record<Verdict['kind'], string> = {
  passed: '✓',
  failed: '✗',
  excepted: '–',
  'unexpected pass': '✓!',
}

/** Whether the suite holds: nothing of ours failed that no page excepts. */
export const holds = (results: PageResult[], browser: BrowserName): boolean =>
  results.every((result) =>
    OURS.every((reader) => verdictOf(result, browser, reader).kind !== 'failed'),
  )

/** The whole report as lines for a terminal. */
export function report(results: PageResult[], browser: BrowserName): string {
  const columns = columnsOf(results)
  const head = ['page', ...columns.map((column) => TITLES[column]), 'first reason']
  const rows = results.map((result) => rowOf(result, browser, columns))
  const sums = ['', ...columns.map((column) => sumOf(results, browser, column)), '']
  return [table([head, ...rows, sums]), ...notes(results, browser)].join('\n')
}

type Shown = Exclude<Column, 'live'>

function columnsOf(results: PageResult[]): Shown[] {
  const there = (peer: Shown) => results.some(({ wrong }) => wrong[peer])
  return ['viewer', 'export', ...PEERS.filter(there)]
}

function rowOf(result: PageResult, browser: BrowserName, columns: Shown[]): string[] {
  const marks = columns.map((column) => markOf(result, browser, column))
  const failures = OURS.map((reader) => [reader, verdictOf(result, browser, reader)] as const)
  const [reader, verdict] = failures.find(([, { kind }]) => kind === 'failed') ?? []
  const reason = verdict ? `${reader}: ${verdict.reason}` : ''
  return [result.page.name, ...marks, clip(reason, REASON_WIDTH)]
}

function markOf(result: PageResult, browser: BrowserName, column: Shown): string {
  if (isOurs(column)) return MARKS[bothOf(result, browser, column).kind]
  const reasons = result.wrong[column]
  if (!reasons) return ''
  return reasons.length === 0 ? '✓' : '✗'
}

const isOurs = (column: Shown): column is Reader => column === 'viewer' || column === 'export'

/** A reader can't pass on a page that was wrong or touched while it lived. */
function bothOf(result: PageResult, browser: BrowserName, reader: Reader): Verdict {
  const live = verdictOf(result, browser, 'live')
  return live.kind === 'failed' ? live : verdictOf(result, browser, reader)
}

function sumOf(results: PageResult[], browser: BrowserName, column: Shown): string {
  const passed = results.filter((result) => markOf(result, browser, column).startsWith('✓'))
  const looked = results.filter((result) => markOf(result, browser, column) !== '')
  return `${passed.length}/${looked.length}`
}

/** What pages except, by name, and what passes although it is excepted. */
function notes(results: PageResult[], browser: BrowserName): string[] {
  const verdicts = results.flatMap((result) =>
    OURS.map((reader) => ({ result, reader, ...verdictOf(result, browser, reader) })),
  )
  const lines = (kind: Verdict['kind'], title: string) => {
    const found = verdicts.filter((each) => each.kind === kind)
    const line = (each: (typeof found)[number]) =>
      `  ${each.result.page.name} (${each.reader}): ${each.reason}`
    return found.length === 0 ? [] : ['', title, ...found.map(line)]
  }
  return [
    ...lines('excepted', 'Not possible, as the pages say:'),
    ...lines('unexpected pass', 'Passes although it is excepted:'),
  ]
}
