import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../../utils/search/query/parse-query.ts'
import { printQuery } from '../../../utils/search/query/print-query.ts'
import { NOWHERE, type QueryNode } from '../../../utils/search/query/query-tree.ts'
import { outline } from './outline.ts'

const inEnglish = (query: string): string => printQuery(parseQuery(query).tree)
const inChinese = (query: string): string => printQuery(parseQuery(query).tree, 'zh')

describe('a query in its canonical form', () => {
  it.each([
    ['  a   b ', 'a b'],
    ['“open web”', '"open web"'],
    ['「say "hi"」', '「say "hi"」'],
    ['NOT a', '-a'],
    ['NOT --force', 'NOT --force'],
    ['a | (b c)', 'a OR (b c)'],
    ['((a)) (b OR c)', 'a b OR c'],
    ['-(a (b OR c))', '-(a b OR c)'],
    ['title:(a OR "b c")', 'title:a OR title:"b c"'],
    ['in:title a -b', 'title:a -title:b'],
    ['标签：读书', 'tag:读书'],
    ['tag:“读书 笔记”', 'tag:"读书 笔记"'],
    ['网站：https://www.zhihu.com/people/', 'site:zhihu.com/people'],
    ['是:未读 有:快照 语言:中文', 'is:unread has:snapshot lang:zh'],
    ['之前：2024年5月 之后:昨天', 'before:2024-05 after:yesterday'],
    ['url:https://a.b/c', 'https://a.b/c'],
    ['url:"https://a.b/c d"', 'url:"https://a.b/c d"'],
    ['"open we*"', '"open we*"'],
    ['"open"', '"open"'],
    ['', ''],
  ])('%s is %s', (query, printed) => {
    expect(inEnglish(query)).toBe(printed)
  })

  it.each([
    ['tag:读书 -is:archived', '标签:读书 -是:已归档'],
    ['site:zhihu.com after:7d', '网站:zhihu.com 之后:7天'],
    ['title:rust lang:zh on:today', '标题:rust 语言:中文 日期:今天'],
    ['a OR -(b c)', 'a OR -(b c)'],
  ])('%s is %s in Chinese', (query, printed) => {
    expect(inChinese(query)).toBe(printed)
  })
})

const term = (key: 'any' | 'tag' | 'title', value: string, exact: boolean): QueryNode => ({
  kind: 'term',
  key,
  value,
  exact,
  at: NOWHERE,
})
/** Whatever can be between one kind of marks. */
const words = fc
  .string({ unit: fc.constantFrom(...'aZ字9 -*:()（|"「」’‘/#OR，'), minLength: 1, maxLength: 8 })
  .map((text) => text.trim().replace(/\s+/g, ' '))
  .filter((text) => text !== '' && !(text.includes('"') && text.includes('」')))
const leaf = fc.oneof(
  // A phrase with a star at its end is one whose last word goes on.
  words.filter((text) => !text.endsWith('*')).map((text) => term('any', text, true)),
  words.map((text) => term('title', text, false)),
  words.map((text) => term('any', text, false)),
  fc.constantFrom('读书', 'a/b', 'C++', '读书 笔记', '(x)').map((path) => term('tag', path, false)),
)
const { tree } = fc.letrec<{ tree: QueryNode; or: QueryNode; and: QueryNode; not: QueryNode }>(
  (tie) => ({
    tree: fc.oneof({ maxDepth: 4 }, leaf, tie('or'), tie('and'), tie('not')),
    or: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((parts) => joined('or', parts)),
    and: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((parts) => joined('and', parts)),
    not: tie('tree').map((part) => (part.kind === 'not' ? part : not(part))),
  }),
)

const not = (part: QueryNode): QueryNode => ({ kind: 'not', part, at: NOWHERE })
/** As the parser makes them: no group right inside one of its kind. */
const joined = (kind: 'and' | 'or', parts: QueryNode[]): QueryNode => ({
  kind,
  parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])),
  at: NOWHERE,
})

describe('a tree made elsewhere', () => {
  it('is the same after it was printed and parsed', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom('en' as const, 'zh' as const), (made, language) => {
        const { tree: parsed, notices } = parseQuery(printQuery(made, language))
        expect(outline(parsed)).toBe(outline(made))
        expect(notices).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
