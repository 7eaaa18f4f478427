import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../../utils/search/query/parse-query.ts'
import { printQuery } from '../../../utils/search/query/print-query.ts'
import { conjunctsOf } from '../../../utils/search/query/query-tree.ts'
import { outline } from './outline.ts'
import { queryText } from './query-text.ts'

const ROWS = readFileSync(join(import.meta.dirname, 'queries.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('# '))
  .map((line) => line.split(/ ⇒ ?/) as [query: string, meaning: string, told: string])

/** What a reader is told, as the table has it. */
const told = (query: string): string =>
  parseQuery(query)
    .notices.map(({ reason, at }) => `${reason} ${at.from}-${at.to}`)
    .join(', ')

describe('the table of queries', () => {
  it('has at least 250 rows', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(250)
    expect(ROWS.filter((row) => row.length !== 3)).toEqual([])
  })

  it.each(ROWS)('%s ⇒ %s %s', (query, meaning, notices) => {
    const { tree } = parseQuery(query)
    expect(outline(tree)).toBe(meaning)
    expect(told(query)).toBe(notices)
    for (const language of ['en', 'zh'] as const) {
      const again = parseQuery(printQuery(tree, language))
      expect(outline(again.tree)).toBe(meaning)
      expect(again.notices).toEqual([])
    }
  })
})

describe('a notice', () => {
  it.each([
    ['tag:', ['tag:', '', '']],
    ['标签： 读书', ['标签：', '', '']],
    ['before:2024-13', ['before:', '2024-13', 'today, yesterday, 7d, 1m, 1y']],
    ['is:foo', ['is:', 'foo', 'unread, read, starred, archived, trash, broken']],
    ['是:什么', ['是:', '什么', '未读、已读、已加星标、已归档、回收站、失效']],
    ['has:(foo)', ['has:', 'foo', 'snapshot, note, tag']],
    ['a OR', ['', 'OR', '']],
    ['in:title in:note a', ['in:', 'note', '']],
  ])('of %s names what was typed', (query, values) => {
    expect(parseQuery(query).notices.map((notice) => notice.values)).toEqual([values])
  })

  it('says where parentheses are too deep, and leaves out the innermost', () => {
    const { tree, notices } = parseQuery(`${'-('.repeat(51)}a${')'.repeat(51)}`)
    expect(outline(tree)).toBe('a')
    expect(notices.map(({ reason, at }) => `${reason} ${at.from}`)).toEqual(['too-deep 100'])
  })

  it('comes in the order of the text, and not by the thousand', () => {
    const { notices } = parseQuery(`is:x ${') '.repeat(1000)}`)
    expect(notices).toHaveLength(20)
    expect(notices[0]?.reason).toBe('unknown-value')
  })
})

describe('where a term was typed', () => {
  it.each([
    ['a tag:b c', ['a', 'tag:b', 'c']],
    ['-tag:b NOT c', ['-tag:b', 'NOT c']],
    ['a OR b c', ['a OR b', 'c']],
    ['a OR is:foo c', ['a OR is:foo', 'c']],
    ['x (a) ((b))', ['x', '(a)', '((b))']],
    ['title:(a) title:(b c)', ['title:(a)', 'b', 'c']],
    ['-(a b) (c OR d)', ['-(a b)', '(c OR d)']],
    ['学习“读书”方法', ['学习', '“读书”', '方法']],
  ])('is known in %s', (query, parts) => {
    const spans = conjunctsOf(parseQuery(query).tree).map(({ at }) => at)
    expect(spans.map(({ from, to }) => query.slice(from, to))).toEqual(parts)
  })
})

describe('any text', () => {
  it('is understood, and printed as a text that means the same', () => {
    fc.assert(
      fc.property(queryText, fc.constantFrom('en' as const, 'zh' as const), (text, language) => {
        const { tree, notices } = parseQuery(text)
        const printed = printQuery(tree, language)
        const again = parseQuery(printed)
        expect(outline(again.tree)).toBe(outline(tree))
        expect(again.notices).toEqual([])
        expect(printQuery(again.tree, language)).toBe(printed)
        for (const { at } of notices) {
          expect(0 <= at.from && at.from < at.to && at.to <= text.length).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
