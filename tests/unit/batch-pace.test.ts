import { describe, expect, it } from 'vitest'
import { msLeft, perMinute } from '../../utils/model/batch-pace.ts'

const every = (ms: number, count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => from + index * ms)

describe('the pace of links', () => {
  it.each([
    ['one each two seconds', every(2000, 10), 18_000, 30],
    ['a few only', every(2000, 3), 4000, undefined],
    ['none', [], 0, undefined],
    ['all at one moment', [5, 5, 5, 5, 5], 5, undefined],
    ['in any order', every(2000, 10).reverse(), 18_000, 30],
    ['since a pause', [...every(100, 10), ...every(2000, 10, 600_000)], 618_000, 30],
    ['long ago', every(2000, 10), 200_000, undefined],
  ])('of %s', (_, ends, now, pace) => expect(perMinute(ends, now)).toBe(pace))

  it('slows down while nothing comes to an end', () => {
    const ends = every(2000, 10)
    expect(perMinute(ends, 60_000) ?? 99).toBeLessThan(perMinute(ends, 20_000) ?? 0)
  })

  it('tells the time that is left', () => expect(msLeft(15, 30)).toBe(30_000))
})
