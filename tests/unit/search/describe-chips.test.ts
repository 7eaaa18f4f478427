import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Chip, describeChips } from '../../../utils/search/query/describe-chips.ts'
import { removeSpan } from '../../../utils/search/query/edit-query.ts'
import { parseQuery } from '../../../utils/search/query/parse-query.ts'
import { printQuery } from '../../../utils/search/query/print-query.ts'
import { conjunctsOf } from '../../../utils/search/query/query-tree.ts'
import { queryText } from './query-text.ts'

const shown = ({ kind, labels, negated, parts }: Chip): string =>
  `${negated ? '-' : ''}${kind}(${[...labels, ...parts.map(shown)].join(' ')})`

const chipsOf = (query: string): Chip[] => describeChips(parseQuery(query).tree)

describe('the chips of a query', () => {
  it.each([
    ['', ''],
    ['rust "open web"', 'any(rust) phrase(open web)'],
    ['tag:前端/React -tag:x', 'tag(前端 React) -tag(x)'],
    ['site:example.com/docs/api site:a.b', 'site(example.com/docs/api) site(a.b)'],
    ['title:a note:"b c"', 'title(a) note(b c)'],
    ['before:2024年5月 after:7d on:today', 'before(2024-05) after(7d) on(0d)'],
    ['is:未读 has:备注 lang:ZH', 'is(inbox) has(note) lang(zh)'],
    ['https://a.b/c', 'address(https://a.b/c)'],
    ['a OR tag:b c', 'or(any(a) tag(b)) any(c)'],
    ['-(a b) c', '-and(any(a) any(b)) any(c)'],
    ['a OR (b -c)', 'or(any(a) and(any(b) -any(c)))'],
  ])('%s: %s', (query, chips) => {
    expect(chipsOf(query).map(shown).join(' ')).toBe(chips)
  })
})

describe('removing a chip', () => {
  it.each([
    ['rust tag:a web', 1, 'rust web'],
    ['rust tag:a', 1, 'rust'],
    ['tag:a  rust', 0, 'rust'],
    ['a OR b c', 0, 'c'],
    ['学习“读书”方法', 1, '学习 方法'],
    ['前端，后端', 0, '后端'],
    ['前端，后端', 1, '前端'],
    ['(a b) c', 1, '(a ) c'],
    ['in:title a b', 0, 'in:title b'],
    ['a -(b OR c)', 1, 'a'],
  ])('of %s, number %i, leaves %s', (query, index, left) => {
    const chip = chipsOf(query)[index]
    expect(chip && removeSpan(query, chip.at)).toBe(left)
  })

  it('leaves all other things that have to hold, in any text', () => {
    fc.assert(
      fc.property(queryText, fc.nat(), (text, pick) => {
        const { tree, notices } = parseQuery(text)
        const parts = conjunctsOf(tree)
        fc.pre(parts.length > 0 && notices.length === 0)
        const index = pick % parts.length
        const [gone] = parts.splice(index, 1)
        const left = parseQuery(gone ? removeSpan(text, gone.at) : text).tree
        expect(conjunctsOf(left).map((part) => printQuery(part))).toEqual(
          parts.map((part) => printQuery(part)),
        )
      }),
      { numRuns: 1000 },
    )
  })
})
