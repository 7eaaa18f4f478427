import { describe, expect, it } from 'vitest'
import { findMarks } from '../../../../utils/search/excerpt/find-marks.ts'
import { foldWithPlaces } from '../../../../utils/search/excerpt/folded-text.ts'
import { makeExcerpt, markText } from '../../../../utils/search/excerpt/make-excerpt.ts'
import { searchedWords } from '../../../../utils/search/excerpt/searched-words.ts'
import { foldText } from '../../../../utils/search/index/fold.ts'
import { parseQuery } from '../../../../utils/search/query/parse-query.ts'
import { oneOf, randomText, seeded } from '../../../support/random-texts.ts'

const wordsOf = (query: string) => searchedWords(parseQuery(query).tree)

/** With marked parts in brackets. */
const shown = (parts: { text: string; match: boolean }[]) =>
  parts.map(({ text, match }) => (match ? `[${text}]` : text)).join('')
const marked = (text: string, query: string) => shown(markText(text, wordsOf(query)))
const excerpt = (text: string, query: string, length?: number) => {
  const made = makeExcerpt(text, wordsOf(query), length)
  return made && `${made.cutBefore ? '…' : ''}${shown(made.parts)}${made.cutBehind ? '…' : ''}`
}

describe('marks', () => {
  it.each([
    ['Learning Rust by trusting Rustaceans', 'rust', 'Learning [Rust] by trusting [Rust]aceans'],
    ['Learning Rust by Rustaceans', '"rust"', 'Learning [Rust] by Rustaceans'],
    ['怎样系统地学习排版？', '学习', '怎样系统地[学习]排版？'],
    ['學習漢字', '学习', '[學習]漢字'],
    ['ＲＵＳＴ 和 ｒｕｓｔ', 'rust', '[ＲＵＳＴ] 和 [ｒｕｓｔ]'],
    ['Cafe\u0301 and CAFÉ', 'café', '[Cafe\u0301] and [CAFÉ]'],
    ['ﬁne ﬁlm', 'fi', '[ﬁ]ne [ﬁ]lm'],
    ['ﬁne', 'f', '[ﬁ]ne'],
    ['5 ㎏ of flour', 'kg', '5 [㎏] of flour'],
    ['two   blanks\nhere', '"two blanks here"', '[two   blanks\nhere]'],
    ['ﾊﾞｯｸ', 'バ', '[ﾊﾞ]ｯｸ'],
    ['한글 검색', '글', '한[글] 검색'],
    ['a 𠮷野家 b', '野', 'a 𠮷[野]家 b'],
    ['读书笔记', '读书 书笔', '[读书笔]记'],
    ['rust and go', '-rust go', 'rust and [go]'],
    ['rust and go', 'url:rust tag:go site:go', '[rust] and go'],
    ['nothing', 'else', 'nothing'],
    ['', 'else', ''],
  ])('are in “%s” for “%s”', (text, query, expected) => {
    expect(marked(text, query)).toBe(expected)
  })

  it('fall on the letters that are meant, whatever folding does to their number', () => {
    const random = seeded(5)
    const odd = [...'ﬁ㎏İßΣς½Ǆ가힣\u1100\u1161ﾊﾞe\u0301\u3000 \n𠮷學🎉한']
    for (let n = 0; n < 200; n++) {
      const text = Array.from(
        { length: 40 },
        () => oneOf(random, odd) + randomText(random, 3),
      ).join('')
      const { folded, originalOf } = foldWithPlaces(text)
      expect(folded).toBe(foldText(text))
      for (let at = 0; at < folded.length; at += 7) {
        const start = originalOf(at)
        expect(foldText(text.slice(0, start)).length).toBeLessThanOrEqual(at)
      }
    }
  })

  it('are found in a text of a megabyte soon', () => {
    const text = '读书笔记 and some words '.repeat(50_000)
    expect(findMarks(text, wordsOf('笔记'))).toHaveLength(2000)
  })
})

describe('an excerpt', () => {
  const LONG = `${'Nothing to see here. '.repeat(30)}Then comes rust, and soon after it web. ${'More follows. '.repeat(30)}`

  it('is where the most of the words stand together', () => {
    const text = `rust alone at first. ${LONG}`
    expect(excerpt(text, 'rust web', 80)).toBe(
      '…Then comes [rust], and soon after it [web]. More follows. More follows. More…',
    )
  })

  it('begins and ends between words, and says where the text goes on', () => {
    expect(excerpt('A short text about rust.', 'rust')).toBe('A short text about [rust].')
    expect(excerpt(`rust ${'word '.repeat(60)}`, 'rust', 40)).toBe(
      '[rust] word word word word word word word…',
    )
    expect(excerpt(`${'word '.repeat(60)}rust`, 'rust', 40)).toBe(
      '…word word word word word word word [rust]',
    )
  })

  it('is of Chinese, too', () => {
    const text = `${'这里没有什么可看的。'.repeat(30)}我在讀書筆記裡寫過：所有权是核心概念，${'后面还有很多文字。'.repeat(30)}`
    expect(excerpt(text, '读书笔记 所有权', 50)).toBe('…我在[讀書筆記]裡寫過：[所有权]是核心概念…')
  })

  it('has no line breaks', () => {
    expect(excerpt('first\n\nrust\n  last', 'rust')).toBe('first [rust] last')
  })

  it('is not there where nothing is to be marked', () => {
    expect(excerpt('some text', 'rust')).toBeUndefined()
    expect(excerpt('', 'rust')).toBeUndefined()
    expect(excerpt('some text', '')).toBeUndefined()
  })
})
