import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignNames } from '../../utils/snapshot/align-names.ts'
import type { BoxRecord, PlacedElement } from '../../utils/snapshot/box-record.ts'
import { scoreOf, sumUp } from '../../utils/snapshot/score.ts'
import { lostDocument, verifyDocument } from '../../utils/snapshot/verify-document.ts'

const placed = (name: string, at: PlacedElement['at'] = [0, 0, 10, 10]): PlacedElement => ({
  name,
  at,
})

const record = (elements: PlacedElement[], more: Partial<BoxRecord> = {}): BoxRecord => ({
  width: 800,
  elements,
  images: [],
  fonts: [],
  ...more,
})

const compare = (live: BoxRecord, replay: BoxRecord) =>
  verifyDocument('0', live, { record: replay, describe: (at) => `${replay.elements[at]?.name}` })

describe('elements are found again', () => {
  it.each([
    ['all there', 'a b c', 'a b c', [0, 1, 2]],
    ['one added', 'a b c d', 'a x b c d', [0, 2, 3, 4]],
    ['one dropped', 'a x b c d', 'a b c d', [0, -1, 1, 2, 3]],
    ['one renamed', 'a object b c d', 'a img b c d', [0, 1, 2, 3, 4]],
    ['the end dropped', 'a b c', 'a', [0, -1, -1]],
    ['nothing there', 'a b', '', [-1, -1]],
  ])('with %s', (_, expected, found, places) => {
    const names = (text: string) => text.split(' ').filter(Boolean)
    expect(alignNames(names(expected), names(found))).toEqual(places)
  })

  it('in any two lists in their order, none twice, and in bounded time', () => {
    const names = fc.array(fc.constantFrom('div', 'p', 'a', 'li'), { maxLength: 300 })
    fc.assert(
      fc.property(names, names, (expected, found) => {
        const places = alignNames(expected, found)
        const there = places.filter((place) => place >= 0)
        expect(places.length).toBe(expected.length)
        expect(
          there.every((place, n) => place < found.length && place > (there[n - 1] ?? -1)),
        ).toBe(true)
      }),
    )
    const strange = Array.from({ length: 50_000 }, (_, n) => `x${n}`)
    expect(alignNames(strange, strange.toReversed()).length).toBe(50_000)
  })
})

describe('a replay compared with the page', () => {
  it('is whole within a pixel', () => {
    const live = record([placed('html', [0, 0, 800, 600]), placed('p', [8, 8.5, 100, 20])])
    const replay = record([placed('html', [0, 0, 800, 601]), placed('p', [8.9, 7.6, 100, 20])])
    expect(compare(live, replay)).toEqual({ total: 2, kept: 2, differences: [] })
  })

  it('differs where something moved, went away or came out', () => {
    const live = record([placed('h1'), placed('p'), placed('nav', 'hidden'), placed('i', 'hidden')])
    const replay = record([placed('h1', [0, 2, 10, 10]), placed('p', 'hidden'), placed('nav')])
    const { total, kept, differences } = compare(live, replay)
    expect([total, kept]).toEqual([3, 0])
    expect(differences.map(({ kind, what }) => [kind, what])).toEqual([
      ['moved', 'h1'],
      ['gone', 'p'],
      ['shown', 'nav'],
    ])
  })

  it('says nothing of what was moving', () => {
    const live = record([placed('b', 'moving')])
    expect(compare(live, record([placed('b', [5, 5, 5, 5])]))).toMatchObject({ total: 0, kept: 0 })
  })

  it('names lost pictures and fonts', () => {
    const live = record([placed('img')], { images: [[0, 64, 48]], fonts: ['A|400|normal'] })
    expect(compare(live, record([placed('img')])).differences).toMatchObject([
      { kind: 'font', what: 'A|400|normal' },
      { kind: 'image', what: 'img', expected: [64, 48], found: [] },
    ])
    expect(compare(live, live).differences).toEqual([])
  })

  it('loses all of a document that is not there', () => {
    const live = record([placed('p'), placed('i', 'hidden')])
    const { total, kept, differences } = lostDocument('0.1', 'https://example.com/', live)
    expect([total, kept, differences.length]).toEqual([1, 0, 1])
  })
})

describe('the score', () => {
  const image = { kind: 'image', hash: 'a' } as const
  const document = { total: 10, kept: 10, differences: [] }
  const missing = { kind: 'image', url: '', reason: 'http-error' } as const
  const score = (...args: Parameters<typeof sumUp>) => scoreOf(sumUp(...args))

  it('is 1 only where nothing is lost', () => {
    const parts = { documents: 1, resources: [image], missing: [] }
    expect(score([document], parts, () => true)).toBe(1)
    expect(score([{ ...document, total: 99_999, kept: 99_998 }], parts, () => true)).toBe(0.9999)
    expect(score([], { documents: 1, resources: [], missing: [] }, () => true)).toBe(1)
  })

  it('is boxes times parts', () => {
    const parts = { documents: 1, resources: [image, image], missing: [missing] }
    expect(score([{ ...document, kept: 5 }], parts, () => true)).toBe(0.375)
    expect(score([document], { ...parts, missing: [] }, () => false)).toBe(0.3333)
  })

  it('counts what one entry stands for', () => {
    const many = { ...missing, reason: 'too-many', detail: '+ 7' } as const
    expect(
      sumUp([document], { documents: 1, resources: [], missing: [many] }, () => true),
    ).toMatchObject({ resources: { total: 9, kept: 1 } })
  })

  it('counts a picture that can not be decoded, but not one that is missing twice', () => {
    const lost = { kind: 'image', frame: '0', element: 1, what: 'img', expected: [1, 1], found: [] }
    const broken = { ...document, differences: [lost as never] }
    const parts = { documents: 1, resources: [image], missing: [] }
    expect(sumUp([broken], parts, () => true).resources).toEqual({ total: 2, kept: 1 })
    const told = { ...parts, missing: [missing] }
    expect(sumUp([broken], told, () => true).resources).toEqual({ total: 3, kept: 2 })
  })

  it('leaves out what the server has not, unless the page had shown it', () => {
    const nowhere = { ...missing, reason: 'http-error', detail: '404' } as const
    const parts = { documents: 1, resources: [image], missing: [nowhere, nowhere] }
    expect(sumUp([document], parts, () => true).resources).toEqual({ total: 2, kept: 2 })
    const lost = { kind: 'image', frame: '0', element: 1, what: 'img', expected: [1, 1], found: [] }
    const shown = { ...document, differences: [lost as never] }
    expect(sumUp([shown], parts, () => true).resources).toEqual({ total: 3, kept: 2 })
    const refused = { ...parts, missing: [{ ...nowhere, detail: '403' }] }
    expect(sumUp([document], refused, () => true).resources).toEqual({ total: 3, kept: 2 })
  })

  it('tells parts first, few of many, with short names', () => {
    const moved = {
      kind: 'moved',
      frame: '0',
      element: 1,
      what: 'x'.repeat(900),
      expected: [],
      found: [],
    }
    const font = { ...moved, kind: 'font', what: 'A' }
    const all = { ...document, differences: [...Array(200).fill(moved), font] as never }
    const { differences, differing } = sumUp(
      [all],
      { documents: 1, resources: [], missing: [] },
      () => true,
    )
    expect([differences.length, differing, differences[0]?.what]).toEqual([50, 201, 'A'])
    expect(Math.max(...differences.map(({ what }) => what.length))).toBe(200)
  })
})
