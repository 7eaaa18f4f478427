import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { modeOf, setMode } from '../../../utils/search/query/edit-query.ts'
import { parseQuery } from '../../../utils/search/query/parse-query.ts'
import { printQuery } from '../../../utils/search/query/print-query.ts'
import { type Condition, conjunctsOf } from '../../../utils/search/query/query-tree.ts'
import { queryText } from './query-text.ts'

const tag = (value: string): Condition => ({ key: 'tag', value, exact: false })

describe('including a tag', () => {
  it.each([
    ['', 'tag:x'],
    ['rust  “open web” ', 'rust  “open web” tag:x'],
    ['tag:x', 'tag:x'],
    ['标签：X rust', '标签：X rust'],
    ['-tag:x rust', 'tag:x rust'],
    ['rust -标签：x web', 'rust tag:x web'],
    ['tag:x -tag:x', 'tag:x'],
    ['tag:x/y', 'tag:x/y tag:x'],
    ['a OR b', 'a OR b tag:x'],
    ['tag:x OR b', 'tag:x OR b tag:x'],
    ['"open we', 'tag:x "open we'],
    ['a OR', 'tag:x a OR'],
    ['a OR (b', 'tag:x a OR (b'],
    ['OR "a', 'a tag:x'],
  ])('in %j gives %j', (text, changed) => {
    expect(setMode(text, tag('x'), 'include')).toBe(changed)
  })

  it('quotes a name with blanks and writes Chinese on demand', () => {
    expect(setMode('rust', tag('读书 笔记'), 'include', 'zh')).toBe('rust 标签:"读书 笔记"')
  })
})

describe('excluding a tag and letting go of it', () => {
  it.each([
    ['rust tag:x web', 'exclude', 'rust -tag:x web'],
    ['rust', 'exclude', 'rust -tag:x'],
    ['rust tag:x web', 'off', 'rust web'],
    ['rust -tag:x', 'off', 'rust'],
    ['rust tag:X “a” tag:x', 'off', 'rust “a”'],
    ['rust', 'off', 'rust'],
    ['(tag:x a) b', 'off', '( a) b'],
  ] as const)('%s, %s: %s', (text, mode, changed) => {
    expect(setMode(text, tag('x'), mode)).toBe(changed)
  })
})

describe('any other condition', () => {
  it.each([
    ['rust', { key: 'is', value: 'starred', exact: false }, 'rust is:starred'],
    ['rust', { key: 'site', value: 'example.com', exact: false }, 'rust site:example.com'],
    ['rust after:7d', { key: 'after', value: '7d', exact: false }, 'rust after:7d'],
  ] as const)('in %s is set the same way: %o', (text, condition, changed) => {
    expect(setMode(text, condition, 'include')).toBe(changed)
  })
})

describe('how a text stands to a tag', () => {
  it.each([
    ['tag:x', 'include'],
    ['标签：X', 'include'],
    ['rust -tag:x', 'exclude'],
    ['rust', 'off'],
    ['tag:x/y', 'off'],
    ['tag:x OR tag:y', 'off'],
  ])('%s: %s', (text, mode) => {
    expect(modeOf(parseQuery(text).tree, tag('x'))).toBe(mode)
  })

  it('is what it was set to, and nothing else has changed, in any text', () => {
    const others = (text: string) =>
      conjunctsOf(parseQuery(text).tree)
        .map((part) => printQuery(part))
        .filter((part) => !/^-?tag:"?读书"?$/.test(part))
        .sort()
    fc.assert(
      fc.property(
        queryText,
        fc.constantFrom('include' as const, 'exclude' as const, 'off' as const),
        (text, mode) => {
          const changed = setMode(text, tag('读书'), mode)
          expect(modeOf(parseQuery(changed).tree, tag('读书'))).toBe(mode)
          expect(others(changed)).toEqual(others(text))
        },
      ),
      { numRuns: 1000 },
    )
  })
})
