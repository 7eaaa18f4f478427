import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { termTable } from '../../../../utils/search/index/term-table.ts'

const term = fc.oneof(
  fc.string({ minLength: 1, maxLength: 4 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
  fc.constantFrom('a', 'aa', 'ab', 'a\0', '中', '中国', '中国人', '𠮷', '\uffff'),
)

describe('a table of terms', () => {
  it('gives each term its number, and all in their order', () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 200 }), fc.boolean(), (terms, few) => {
        const table = few ? termTable(10) : termTable()
        const numbers = new Map<string, number>()
        for (const each of terms) {
          const number = table.numberOf(`<${each}>`, 1, each.length + 1)
          expect(number).toBe(numbers.get(each) ?? numbers.size)
          numbers.set(each, number)
        }
        expect(table.size).toBe(numbers.size)
        const wanted = [...numbers].sort(([a], [b]) => (a < b ? -1 : 1))
        const termOf = table.texts()
        expect(Array.from(table.sorted(), (each) => [termOf(each), each])).toEqual(wanted)
      }),
    )
  })

  it('grows', () => {
    const table = termTable()
    const numbers = Array.from({ length: 50_000 }, (_, n) => {
      const text = n % 2 ? `w${n % 40_000}` : String.fromCharCode(n % 40_000, 1)
      return table.numberOf(text, 0, text.length)
    })
    expect(numbers.every((number, n) => number === n % 40_000)).toBe(true)
    expect(table.size).toBe(40_000)
  })
})
