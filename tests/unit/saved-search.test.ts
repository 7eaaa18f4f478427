import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SCOPES } from '../../components/library/route.ts'
import { gapAt } from '../../components/library/saved/gap-at.ts'
import { queryOf, viewOf } from '../../components/library/saved/saved-query.ts'
import {
  movedSearch,
  placedSearch,
  readSavedSearches,
  withName,
  withoutSearch,
  withSearch,
} from '../../utils/model/saved-search.ts'
import { tagRow } from '../support/library-rows.ts'

const TAGS = [
  tagRow(1, '前端'),
  tagRow(2, 'React', { parent: 1 }),
  tagRow(3, 'C++'),
  tagRow(4, 'read later'),
  tagRow(5, '“quoted”'),
]
const byId = new Map(TAGS.map((tag) => [tag.id, tag]))

describe('a view as a query', () => {
  it.each([
    [{ scope: 'all', q: '', tags: [], not: [] }, ''],
    [{ scope: 'all', q: 'css 颜色', tags: [], not: [] }, 'css 颜色'],
    [{ scope: 'all', q: '', tags: [2], not: [4] }, 'tag:前端/React -tag:"read later"'],
    [{ scope: 'inbox', q: 'a', tags: [3], not: [] }, 'a tag:C++ is:unread'],
  ] as const)('%o is %s', (view, query) => {
    const plain = { ...view, tags: [...view.tags], not: [...view.not] }
    expect(queryOf(plain, byId)).toBe(query)
    expect(viewOf(query, byId)).toEqual(plain)
  })

  it('is the same again when it is opened', () => {
    const ids = fc.uniqueArray(fc.constantFrom(1, 2, 3, 4, 5), { maxLength: 5 })
    const words = fc.constantFrom('', 'css', '颜色 oklch', '"two words"', 'site:mdn.io', 'a OR b')
    fc.assert(
      fc.property(fc.constantFrom(...SCOPES), words, ids, fc.nat(5), (scope, q, all, cut) => {
        const view = { scope, q, tags: all.slice(0, cut), not: all.slice(cut) }
        expect(viewOf(queryOf(view, byId), byId)).toEqual(view)
      }),
    )
  })

  it('leaves what is no filter to the search', () => {
    expect(viewOf('tag:gone is:broken (tag:C++ OR css)', byId)).toEqual({
      scope: 'all',
      q: 'tag:gone is:broken (tag:C++ OR css)',
      tags: [],
      not: [],
    })
  })
})

describe('saved searches', () => {
  const one = { id: 'a', name: 'One', query: 'one' }
  const two = { id: 'b', name: 'Two', query: 'two' }
  const both = withSearch(withSearch([], one), two)

  it('stand in their order, and are read without trust', () => {
    const stored = [...both].reverse()
    expect(readSavedSearches(stored).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(readSavedSearches([...stored, null, { id: 'c' }, 7])).toHaveLength(2)
    expect(readSavedSearches('nothing')).toEqual([])
  })

  it('are renamed, moved and removed', () => {
    expect(withName(both, 'b', 'Zwei').map(({ name }) => name)).toEqual(['One', 'Zwei'])
    expect(movedSearch(both, 'b', -1).map(({ id, order }) => [id, order])).toEqual([
      ['b', 0],
      ['a', 1],
    ])
    expect(movedSearch(both, 'b', 1)).toBe(both)
    expect(movedSearch(both, 'a', -1)).toBe(both)
    expect(withoutSearch(both, 'a')).toEqual([{ ...two, order: 0 }])
  })

  it.each([
    [0, 'cabd'],
    [1, 'acbd'],
    [2, 'abcd'],
    [3, 'abcd'],
    [4, 'abdc'],
    [5, 'abcd'],
  ])('put into gap %i they stand as %s', (gap, wanted) => {
    const four = [...'abcd'].map((id, order) => ({ id, name: id, query: id, order }))
    const placed = placedSearch(four, 'c', gap)
    expect(placed.map(({ id }) => id).join('')).toBe(wanted)
    expect(placed.map(({ order }) => order)).toEqual([0, 1, 2, 3])
  })

  it('go into the gap that is nearest to the pointer', () => {
    const boxes = [10, 40, 70].map((top) => ({ top, height: 30 }))
    expect([0, 20, 26, 50, 60, 90, 200].map((y) => gapAt(y, boxes))).toEqual([0, 0, 1, 1, 2, 3, 3])
  })
})
