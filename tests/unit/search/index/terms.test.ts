import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText } from '../../../../utils/search/index/fold.ts'
import { readTerms, termsOfWords } from '../../../../utils/search/index/terms.ts'
import { matchText } from '../../../../utils/search/query/match-text.ts'

function termsOf(text: string): string[] {
  const folded = foldText(text)
  const terms: string[] = []
  readTerms(folded, (from, to) => void terms.push(folded.slice(from, to)))
  return terms
}

const lookedUp = (words: string, exact = false): string =>
  termsOfWords(words, exact)
    .lookups.map(({ term, prefix }) => (prefix ? `${term}*` : term))
    .join(' ')

describe('folding', () => {
  it.each([
    ['Crème BRÛLÉE', 'creme brulee'],
    ['ＡＢＣ　ｱｲｳ', 'abc アイウ'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['Ελλάδα', 'ελλαδα'],
    ['軟體開發與後臺', '软体开发与后台'],
    ['裡面 裏面', '里面 里面'],
    ['한글', '한글'],
    ['ﬁne ㎏', 'fine kg'],
    ['İstanbul', 'istanbul'],
    ['a \n\t b', 'a b'],
  ])('%s is %s', (text, folded) => {
    expect(foldText(text)).toBe(folded)
  })

  it('lets Traditional and simplified Chinese find each other', () => {
    expect(matchText('軟體開發', '软体开发', false)).toBe(true)
    expect(matchText('软体开发', '軟體', true)).toBe(true)
  })
})

describe('terms of a text', () => {
  it.each([
    ['Open the web', ['open', 'the', 'web']],
    ['网络书签', ['网络', '络书', '书签', '签']],
    ['在Web上', ['在', 'web', '上']],
    ['ひらがな', ['ひら', 'らが', 'がな', 'な']],
    ['한국', ['한국', '국']],
    ['C++17 and C#', ['c', 'c+', 'c++', '17', 'and', 'c', 'c#']],
    ['node.js --load-extension', ['node', 'js', 'load', 'extension']],
    ['std::vector foo_bar', ['std', 'vector', 'foo_bar']],
    ['𠮷野家', ['𠮷野', '野家', '家']],
    ['a 🎉🎉 b €5', ['a', '🎉', '🎉', 'b', '€', '5']],
    ['', []],
    ['-> {}', []],
    ['x'.repeat(100), ['x'.repeat(40)]],
  ])('%s', (text, terms) => {
    expect(termsOf(text)).toEqual(terms)
  })
})

describe('what is looked up for words', () => {
  it.each([
    ['web', false, 'web*'],
    ['web', true, 'web'],
    ['open web', true, 'open web'],
    ['"open we', false, 'open we*'],
    ['中', false, '中*'],
    ['中国', false, '中国'],
    ['中國人', false, '中国 国人'],
    ['中a', false, '中 a*'],
    ['a中', false, 'a 中*'],
    ['C++', false, 'c++'],
    ['c++17', false, 'c++ 17*'],
    ['node.js', false, 'node js*'],
    ['.net', false, 'net*'],
    ['->', false, ''],
    ['🎉', false, '🎉'],
  ])('%s (exact: %s)', (words, exact, lookups) => {
    expect(lookedUp(words, exact)).toBe(lookups)
  })

  it.each([
    ['web', true],
    ['中', true],
    ['中国', true],
    ['🎉', true],
    ['中国人', false],
    ['open web', false],
    ['c++', false],
    ['.net', false],
    ['->', false],
    ['x'.repeat(41), false],
  ])('says whether terms alone are enough for %s', (words, certain) => {
    expect(termsOfWords(words, false).certain).toBe(certain)
  })
})

const CHARACTERS = [
  ...'aAbBéÉßİıςΣσ09_ .,-+#/:()\n\t中文國国書书後后ーかがﾊﾞ゙ハ한글ᄒ€™🎉𠮷𝒜ｘ　ัสी\ud842',
]
const texts = fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 30 }).map((all) => all.join(''))
const longWords = fc
  .constantFrom('a', 'ab', '中')
  .chain((unit) => fc.integer({ min: 36, max: 90 }).map((times) => unit.repeat(times)))
const anyText = fc.array(fc.oneof({ weight: 5, arbitrary: texts }, longWords), { maxLength: 4 })

function hasAll(text: string, words: string, exact: boolean): boolean {
  const terms = termsOf(text)
  return termsOfWords(words, exact).lookups.every(({ term, prefix }) =>
    terms.some((each) => (prefix ? each.startsWith(term) : each === term)),
  )
}

describe('terms of generated texts', () => {
  it('are there wherever the words are', () => {
    fc.assert(
      fc.property(
        anyText.map((all) => all.join(' ')),
        fc.nat(),
        fc.integer({ min: 1, max: 90 }),
        fc.boolean(),
        (text, from, length, exact) => {
          const folded = foldText(text)
          const start = folded.length > 0 ? from % folded.length : 0
          const words = folded.slice(start, start + length)
          fc.pre(words.isWellFormed())
          if (matchText(text, words, exact)) expect(hasAll(text, words, exact)).toBe(true)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('are there only where the words are, if they are certain', () => {
    fc.assert(
      fc.property(texts, texts, fc.boolean(), (text, words, exact) => {
        fc.pre(termsOfWords(words, exact).certain)
        expect(hasAll(text, words, exact)).toBe(matchText(text, words, exact))
      }),
      { numRuns: 3000 },
    )
  })
})
