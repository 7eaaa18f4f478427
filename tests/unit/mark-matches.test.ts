import { describe, expect, it } from 'vitest'
import { asXml } from '../../utils/platform/omnibox.ts'
import { markMatches } from '../../utils/search/suggest/mark-matches.ts'
import { queryWords } from '../../utils/search/suggest/quick-match.ts'

/** A text with what is marked in brackets. */
const marked = (text: string, query: string) =>
  markMatches(text, queryWords(query))
    .map(({ text: part, match }) => (match ? `[${part}]` : part))
    .join('')

describe('the words of a query', () => {
  it.each([
    ['The Quiet Terminal', 'quiet', 'The [Quiet] Terminal'],
    ['红烧肉的做法', '烧肉 做法', '红[烧肉]的[做法]'],
    ['ＡＢＣ abc', 'abc', '[ＡＢＣ] [abc]'],
    ['5㎏ of 😀 tea', 'kg 😀', '5[㎏] of [😀] tea'],
    ['aaa', 'aa', '[aa]a'],
    ['abcd', 'abc bcd', '[abcd]'],
    ['nothing', 'xyz', 'nothing'],
    ['', 'x', ''],
  ])('are marked in %j for %j', (text, query, expected) => {
    expect(marked(text, query)).toBe(expected)
  })

  it('never lose a character', () => {
    const text = 'ﬁne Ⅷ ﷺ é é 👩‍👩‍👧'
    const parts = markMatches(text, queryWords('fi viii e'))
    expect(parts.map((part) => part.text).join('')).toBe(text)
  })
})

describe("a suggestion in Chromium's XML", () => {
  it.each([
    [[{ text: 'a<b> & "c" \'d\'' }], 'a&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;'],
    [[{ text: 'x', match: true, look: 'url' as const }], '<url><match>x</match></url>'],
    [[{ text: ' – ', look: 'dim' as const }], '<dim> – </dim>'],
    [[{ text: '', match: true }], ''],
    [[{ text: 'a\u0000\n\u0008b\ud800' }], 'a b\ufffd'],
  ])('%j is %s', (parts, xml) => {
    expect(asXml(parts)).toBe(xml)
  })
})
