import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countStrips,
  hidden,
  isEnd,
  nextScroll,
  nextStrip,
} from '../../utils/capture/whole-picture/plan-strips.ts'
import { checkView, type View } from '../../utils/capture/whole-picture/view.ts'

const view = (fields: Partial<View> = {}): View => ({
  scroll: 0,
  most: 2000,
  left: 0,
  width: 1000,
  height: 800,
  fullWidth: 1000,
  scale: 1,
  top: 0,
  bottom: 0,
  fixed: false,
  whole: true,
  ...fields,
})

/** The strips of a page that does as it is told. */
function stripsOf(page: Partial<View>) {
  const strips = []
  let covered = 0
  let at = view({ ...page, scroll: 0 })
  for (let n = 0; n < 500; n++) {
    const strip = nextStrip(covered, at)
    if (!strip) return undefined
    strips.push({ ...strip, scroll: at.scroll })
    covered = strip.y + strip.height
    if (isEnd(at)) return strips
    at = { ...at, scroll: nextScroll(covered, at) }
    if (hidden(covered, at)) return undefined
  }
  return undefined
}

describe('the strips of a whole page', () => {
  it('follow one another, the last from the end of the page', () => {
    expect(stripsOf({})).toEqual([
      { y: 0, from: 0, height: 800, scroll: 0 },
      { y: 800, from: 0, height: 800, scroll: 800 },
      { y: 1600, from: 0, height: 800, scroll: 1600 },
      { y: 2400, from: 400, height: 400, scroll: 2000 },
    ])
  })

  it('show a bar at the upper edge first, one at the lower edge last', () => {
    expect(stripsOf({ top: 100, bottom: 50, most: 700 })).toEqual([
      { y: 0, from: 0, height: 750, scroll: 0 },
      { y: 750, from: 100, height: 650, scroll: 650 },
      { y: 1400, from: 700, height: 100, scroll: 700 },
    ])
  })

  it('are all of the page, whatever its size, bars and zoom', () => {
    const sizes = fc.record({
      most: fc.integer({ min: 1, max: 9000 }),
      height: fc.integer({ min: 300, max: 1400 }),
      scale: fc.constantFrom(0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 3),
      bars: fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })),
    })
    fc.assert(
      fc.property(sizes, ({ bars: [upper, lower], ...page }) => {
        const top = (page.height * upper) / 100
        const bottom = (page.height * lower) / 100
        const strips = stripsOf({ ...page, top, bottom }) ?? []
        const whole = Math.round(page.most * page.scale) + Math.round(page.height * page.scale)
        expect(strips.reduce((sum, { height }) => sum + height, 0)).toBe(whole)
        for (const [n, { y }] of strips.entries()) {
          const above = strips[n - 1]
          expect(y).toBe(above ? above.y + above.height : 0)
        }
      }),
    )
  })

  it('begin on whole device pixels', () => {
    expect(nextScroll(1001, view({ scale: 1.5 }))).toBe(666)
    expect(nextScroll(1001, view({ scale: 1.1 }))).toBe(910)
    expect(nextScroll(1001, view({ scale: 2 }))).toBe(500)
  })

  it('are taken further up where a bar came over what is next', () => {
    expect(hidden(800, view({ scroll: 800, top: 60 }))).toBe(true)
    expect(hidden(800, view({ scroll: nextScroll(800, view({ top: 60 })), top: 60 }))).toBe(false)
    expect(hidden(0, view({ scroll: 0, top: 60 }))).toBe(false)
  })

  it('are counted before they are taken', () => {
    expect(countStrips(800, 1, view())).toBe(4)
    expect(countStrips(2800, 4, view())).toBe(4)
  })
})

describe('what a page says of its window', () => {
  it('is taken where it makes sense', () => {
    expect(checkView(view())).toEqual(view())
  })

  it.each([
    ['nothing', undefined],
    ['no number', { ...view(), scroll: '3' }],
    ['a number that is none', { ...view(), most: Number.NaN }],
    ['no height', view({ height: 0 })],
    ['a window larger than its frame', view({ width: 2000 })],
    ['nothing but bars', view({ top: 500, bottom: 300 })],
  ])('is refused where it can not be so: %s', (_what, sent) => {
    expect(checkView(sent)).toBeUndefined()
  })
})
