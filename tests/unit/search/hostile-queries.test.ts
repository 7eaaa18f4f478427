import { describe, expect, it } from 'vitest'
import { completeQuery } from '../../../utils/search/query/complete-query.ts'
import { describeChips } from '../../../utils/search/query/describe-chips.ts'
import { removeSpan, setMode } from '../../../utils/search/query/edit-query.ts'
import { evaluateQuery, type SearchedLink } from '../../../utils/search/query/evaluate-query.ts'
import { parseQuery } from '../../../utils/search/query/parse-query.ts'
import { printQuery } from '../../../utils/search/query/print-query.ts'

const HOSTILE = [
  '(',
  ')',
  '(a ',
  '()',
  '-(',
  '-(a OR ',
  'title:(',
  'in:',
  'in:title ',
  'in:in:',
  'tag:',
  '"',
  '「',
  '‘',
  'a’',
  '"a',
  '-',
  '- ',
  'NOT ',
  'OR ',
  'a OR ',
  '|',
  '/',
  '.',
  'tag:/',
  'site:/',
  'site:a/',
  ' ',
  '，',
  'a',
  '字',
  '*',
  ':',
  'https://',
  'https://a(',
  'https://a()',
  'before:2',
]

const LINK: SearchedLink = {
  title: 'a',
  url: 'https://a/',
  note: '',
  text: '',
  tags: [],
  lang: '',
  state: 'inbox',
  starred: false,
  broken: false,
  hasSnapshot: false,
  createdAt: 0,
}

/** Time of this process alone: others may keep it waiting. */
const cpuMs = () => process.cpuUsage().user / 1000

describe('a text of 100,000 characters', () => {
  it.each(HOSTILE)('of nothing but %j takes no longer than its length', (part) => {
    const text = part.repeat(Math.ceil(100_000 / part.length))
    const known = { tags: [], sites: [], language: 'en' } as const
    const tag = { key: 'tag', value: 'x', exact: false } as const
    const begun = cpuMs()
    const { tree } = parseQuery(text)
    expect(parseQuery(printQuery(tree)).notices).toEqual([])
    evaluateQuery(tree, LINK, 0)
    describeChips(tree)
    removeSpan(text, { from: 50_000, to: 50_001 })
    setMode(text, tag, 'include')
    completeQuery(text, text.length, known)
    // Four times what a busy machine took for the slowest; what is quadratic takes far longer.
    expect(cpuMs() - begun).toBeLessThan(5_000)
  })

  it('of a word between parts that end alike is no slower', () => {
    for (const part of ['/', '.', ' ', '，', '*', '#']) {
      const text = `site:a${part.repeat(50_000)}b ${part.repeat(50_000)}c`
      const begun = cpuMs()
      parseQuery(text)
      removeSpan(text, { from: 0, to: 6 })
      removeSpan(`${text} d`, { from: text.length + 1, to: text.length + 2 })
      expect(cpuMs() - begun).toBeLessThan(1_000)
    }
  })
})
