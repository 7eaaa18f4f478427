import { describe, expect, it } from 'vitest'
import { noteWith, quoteOf } from '../../utils/model/note.ts'

describe('selected text', () => {
  it.each([
    ['  近腊月下，  景气和畅 ', '近腊月下， 景气和畅'],
    ['a\u00a0b\tc', 'a b c'],
    ['one \r\n two\rthree', 'one\ntwo\nthree'],
    ['one\n \n\n\n two', 'one\n\ntwo'],
    [' \n ', ''],
  ])('%j becomes %j', (selected, quote) => {
    expect(quoteOf(selected)).toBe(quote)
  })

  it('without end is cut between characters', () => {
    const quote = quoteOf('😀'.repeat(20_000))
    expect([...quote]).toHaveLength(10_001)
    expect(quote.isWellFormed() && quote.endsWith('😀…')).toBe(true)
  })
})

describe('a note', () => {
  it.each([
    ['', 'a\n\nb', '> a\n>\n> b'],
    ['mine', 'a', 'mine\n\n> a'],
    ['mine\n\n> a', 'b', 'mine\n\n> a\n\n> b'],
    ['> a b\n', 'a', '> a b\n\n> a'],
  ])('%j with the quote %j is %j', (note, quote, whole) => {
    expect(noteWith(note, quote)).toBe(whole)
  })

  it.each([
    ['mine', ''],
    ['mine\n\n> a\n\n> b', 'a'],
  ])('%j has no need of the quote %j', (note, quote) => {
    expect(noteWith(note, quote)).toBe(note)
  })
})
