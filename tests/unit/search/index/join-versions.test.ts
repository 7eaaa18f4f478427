import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinVersions } from '../../../../utils/search/index/join-versions.ts'
import { matchText } from '../../../../utils/search/query/match-text.ts'

const has = (texts: string[], words: string) => matchText(joinVersions(texts), words, false)

describe('the text of several versions', () => {
  it('is that of the one there is, as it is', () => {
    expect(joinVersions([])).toBe('')
    expect(joinVersions(['a \n\n b'])).toBe('a \n\n b')
    expect(joinVersions(['', 'a \n\n b', ''])).toBe('a \n\n b')
  })

  it('has of older ones the lines that no newer one has, each once', () => {
    const texts = ['head\nnew\nfoot', 'head\nold\nfoot', 'head\nolder\nold\nfoot']
    expect(joinVersions(texts).split(/[\n\0]+/)).toEqual(['head', 'new', 'foot', 'old', 'older'])
  })

  it('keeps lines together that follow each other, whatever blank lines are between them', () => {
    expect(has(['head', 'open\n\nweb\nhead'], 'open web')).toBe(true)
  })

  it('has no words across versions, nor across what was left out', () => {
    expect(has(['open', 'web'], 'open web')).toBe(false)
    expect(has(['head', 'open\nhead\nweb'], 'open web')).toBe(false)
    expect(has(['开放', '网络'], '放网')).toBe(false)
  })
})

const line = fc.array(fc.constantFrom('a', 'b', 'c++', '书签', '网', ' '), { maxLength: 4 })
const text = fc
  .array(
    line.map((words) => words.join(' ')),
    { maxLength: 6 },
  )
  .map((lines) => lines.join('\n'))

describe('a word', () => {
  it('is in it just where it is in a line of any version', () => {
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 5 }),
        fc.constantFrom('a', 'a b', '书签', '签 网'),
        (texts, words) => {
          const inALine = texts.some((each) =>
            each.split('\n').some((part) => matchText(part, words, true)),
          )
          const inAny = texts.some((each) => matchText(each, words, true))
          const found = matchText(joinVersions(texts), words, true)
          // Across the ends of lines only where both of them are as new.
          if (inALine) expect(found).toBe(true)
          if (found) expect(inAny).toBe(true)
        },
      ),
    )
  })
})
