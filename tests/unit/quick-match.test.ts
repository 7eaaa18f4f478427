import { describe, expect, it } from 'vitest'
import type { Link, Tag } from '../../utils/model/link.ts'
import { queryWords, quickMatcher } from '../../utils/search/suggest/quick-match.ts'

const tag = (id: number, name: string, aliases: string[] = []): Tag => ({
  id,
  uid: `tag-${id}`,
  name,
  nameKey: name.toLowerCase(),
  parent: 0,
  colour: '',
  aliases,
  order: id,
})

const link = (fields: Partial<Link>): Link => ({
  id: 1,
  uid: 'link-1',
  url: 'https://example.org/',
  urlKey: 'https://example.org/',
  canonical: '',
  similarKeys: [],
  title: '',
  lang: '',
  note: '',
  state: 'inbox',
  stateBeforeTrash: 'inbox',
  starred: 0,
  tags: [],
  icon: '',
  createdAt: 0,
  updatedAt: 0,
  latest: '',
  versions: 0,
  ...fields,
})

const TAGS = [tag(1, '前端开发'), tag(2, 'Reading', ['阅读'])]
const LINK = link({
  title: 'Ｌｉｎｋｓｈｏｔ 使用指南',
  url: 'https://zh.wikipedia.org/wiki/%E7%BD%91%E9%A1%B5',
  note: 'Ask Zoë',
  tags: [1, 2],
})

describe('quick search', () => {
  it.each([
    ['a word of the title', '使用', true],
    ['full-width letters as their plain ones', 'linkshot', true],
    ['plain letters written full-width', 'ＬＩＮＫ', true],
    ['the host', 'wikipedia', true],
    ['the address as it reads decoded', '网页', true],
    ['the note, whatever its case', 'ask zoë', true],
    ['the name of a tag', '前端', true],
    ['an alias of a tag', '阅读', true],
    ['words from different fields', '指南 wiki reading', true],
    ['nothing, when one word is nowhere', '指南 missing', false],
    ['nothing across the border of two fields', '指南https', false],
    ['everything, when the query is empty', '  ', true],
  ])('finds %s', (_, query, found) => {
    expect(quickMatcher(query, TAGS)(LINK)).toBe(found)
  })

  it('does not take a tag the link does not hold', () => {
    expect(quickMatcher('前端', TAGS)(link({ tags: [2] }))).toBe(false)
  })

  it('survives an address that can not be decoded', () => {
    expect(quickMatcher('100', TAGS)(link({ url: 'https://example.org/%E7%/100%' }))).toBe(true)
  })

  it('splits a query at Latin and Chinese spaces', () => {
    expect(queryWords(' Foo　吧 bar ')).toEqual(['foo', '吧', 'bar'])
  })
})
