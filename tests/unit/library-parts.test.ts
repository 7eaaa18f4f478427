import { describe, expect, it } from 'vitest'
import { formatRoute, HOME, parseRoute } from '../../components/library/route.ts'
import { everything, NONE, ranged, toggled } from '../../components/library/selection.ts'
import {
  fullHeight,
  layoutOf,
  placeOf,
  rowStep,
  runIn,
  scrollFor,
} from '../../components/library/shelf-layout.ts'
import { findAddresses } from '../../utils/links/find-addresses.ts'

describe('the address of a view', () => {
  it.each([
    '#/all',
    '#/read?tags=3,8&not=5&q=a+b&sort=title&view=grid&link=7',
    '#/trash?sort=oldest',
    '#/starred?q=what%3F%26why',
  ])('%s reads and writes the same', (address) => {
    expect(formatRoute(parseRoute(address))).toBe(address)
  })

  it('takes what it does not know for the whole library', () => {
    expect(parseRoute('#/nowhere?view=cinema&sort=colour&tag=x')).toEqual(HOME)
  })

  it('of one tag is read as it was written first', () => {
    expect(parseRoute('#/all?tag=12').tags).toEqual([12])
    expect(parseRoute('#/all?tags=3,x,3,,7').tags).toEqual([3, 7])
  })

  it('hands over several addresses, also with question marks in them', () => {
    const url = 'https://example.com/?a=1?b'
    const asked = parseRoute(`#/add?url=${encodeURIComponent(url)}&url=two.example&window=4`).add
    expect(asked).toEqual({ text: `${url}\ntwo.example`, windowId: 4, tabId: 0 })
  })
})

describe('a shelf', () => {
  it.each([
    [360, 2],
    [800, 3],
    [1320, 5],
  ])('of %i pixels has %i columns of cards that fill it', (width, columns) => {
    const layout = layoutOf({ view: 'grid', searching: false }, width)
    expect(layout.columns).toBe(columns)
    const used = layout.columns * layout.width + (layout.columns - 1) * layout.gap
    expect(width - used).toBeLessThan(columns)
  })

  it.each(['grid', 'list', 'compact'] as const)('in view %s draws what is in view', (view) => {
    const layout = layoutOf({ view, searching: false }, 1200)
    const count = 10_000
    for (const top of [0, 777, 40_000, fullHeight(layout, count) - 800]) {
      const { first, end } = runIn(layout, top, 800, count)
      expect(placeOf(layout, first).y).toBeLessThanOrEqual(Math.max(0, top))
      expect(end === count || placeOf(layout, end).y >= top + 800).toBe(true)
      expect(end - first).toBeLessThan(140)
    }
  })

  it.each([
    ['list', 2],
    ['compact', 5],
    ['grid', 3],
  ] as const)('draws few cells of the %s anew for a step of a scroll', (view, most) => {
    const layout = layoutOf({ view, searching: false }, 1200)
    for (let top = 3000; top < 9000; top += 120) {
      const [before, after] = [top, top + 120].map((at) => runIn(layout, at, 800, 10_000))
      expect((after?.end ?? 0) - (before?.end ?? 0)).toBeLessThanOrEqual(most)
    }
  })

  it('scrolls no further than needed to bring a cell into view', () => {
    const layout = layoutOf({ view: 'list', searching: false }, 1000)
    expect(scrollFor(layout, 3, 0, 900)).toBeUndefined()
    expect(scrollFor(layout, 20, 0, 920)).toBe(21 * 92 - 920)
    expect(scrollFor(layout, 2, 900, 920)).toBe(2 * 92)
  })

  it.each([
    [-1, 1, 0],
    [1, 1, 5],
    [1, -1, 1],
    [7, 1, 9],
    [9, 1, 9],
    [6, -5, 2],
  ])('goes from cell %i by %i rows to %i in four columns of ten', (index, rows, to) => {
    expect(rowStep(index, rows, 4, 10)).toBe(to)
  })
})

describe('a selection', () => {
  const view = Float64Array.of(50, 40, 30, 20, 10)

  it('takes and lets go one by one', () => {
    const both = toggled(toggled(NONE, 40), 10)
    expect([...both.ids]).toEqual([40, 10])
    expect([...toggled(both, 40).ids]).toEqual([10])
  })

  it('reaches from the last one touched, either way', () => {
    expect([...ranged(toggled(NONE, 20), view, 40).ids]).toEqual([20, 40, 30])
    expect([...ranged(toggled(NONE, 40), view, 20, true).ids]).toEqual([40, 30, 20])
  })

  it('begins anew where the one touched last is gone', () => {
    expect([...ranged(toggled(NONE, 99), view, 30, true).ids]).toEqual([30])
  })

  it('holds everything', () => {
    expect(everything(view).ids.size).toBe(5)
  })
})

const urlsIn = (text: string) =>
  findAddresses(text).map((each) => ('url' in each ? each.url : each))

describe('addresses in a text', () => {
  it.each([
    ['example.com/a', ['https://example.com/a']],
    ['看这个https://example.com/a，很好。', ['https://example.com/a']],
    [
      '(see https://en.wikipedia.org/wiki/C_(language)).',
      ['https://en.wikipedia.org/wiki/C_(language)'],
    ],
    [
      '[x](https://example.com/x) and <https://example.com/y>',
      ['https://example.com/x', 'https://example.com/y'],
    ],
    ['https://zh.wikipedia.org/wiki/中文', ['https://zh.wikipedia.org/wiki/%E4%B8%AD%E6%96%87']],
    [
      'https://example.com/\n\nhttps://example.com/?utm_source=x',
      ['https://example.com/?utm_source=x'],
    ],
    ['a few words\nhttps://example.com/', ['https://example.com/']],
    ['', []],
  ])('%j are %j', (text, urls) => {
    expect(urlsIn(text)).toEqual(urls)
  })

  it.each([
    ['.', 'https://example.com/a'],
    [')', 'https://example.com/a'],
    [').', 'https://example.com/a'],
  ])('end before any number of %j', (tail, url) => {
    expect(urlsIn(`https://example.com/a${tail.repeat(20_000)}`)).toEqual([url])
  })

  it('say why a line is none', () => {
    expect(findAddresses('mailto:me@example.com\nword\nhttps://example.com/')).toEqual([
      { typed: 'mailto:me@example.com', reason: 'unsupported-scheme' },
      { typed: 'word', reason: 'bad-address' },
      { url: 'https://example.com/', urlKey: 'https://example.com/' },
    ])
  })

  it('that are not there at all are a bad address', () => {
    expect(findAddresses('no address here')).toEqual([
      { typed: 'no address here', reason: 'bad-address' },
    ])
  })
})
