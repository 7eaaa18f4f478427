import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  mayTryAgain,
  nextTry,
  passingReason,
  restUntil,
  retryTime,
} from '../../utils/capture/retry-plan.ts'
import { ERROR_REASONS } from '../../utils/model/error.ts'

const NOW = Date.parse('2026-11-29T12:00:00Z')
const PAUSE = 10_000
const middle = () => 0.5
const wait = (reason: Parameters<typeof mayTryAgain>[0], failures: number, retryAt = 0) => {
  const at = nextTry({ reason, retryAt }, failures, PAUSE, NOW, middle)
  return at === undefined ? undefined : at - NOW
}

describe('a page that failed', () => {
  it.each([
    ['not-answering', [10_000, 40_000, undefined]],
    ['timeout', [10_000, undefined, undefined]],
    ['server-error', [10_000, 40_000, 160_000, undefined]],
    ['site-busy', [10_000, 40_000, 160_000, 640_000, undefined]],
  ] as const)('as %s is tried again after %j ms', (reason, waits) => {
    expect(waits.map((_, failures) => wait(reason, failures))).toEqual(waits)
  })

  it('is never tried again for any other reason', () => {
    const passing = ['not-answering', 'timeout', 'server-error', 'site-busy']
    const others = ERROR_REASONS.filter((reason) => !passing.includes(reason))
    expect(others.filter((reason) => mayTryAgain(reason, 0))).toEqual([])
  })

  it('comes when the site asked for it, and not after an hour', () => {
    expect(wait('site-busy', 0, NOW + 120_000)).toBe(121_250)
    expect(wait('site-busy', 0, NOW + 1000)).toBe(10_000)
    expect(wait('site-busy', 0, NOW + 86_400_000)).toBe(3_600_000)
  })

  it('comes back at another time than the others, and never before it should', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(2), (chance, failures) => {
        const at = nextTry({ reason: 'server-error' }, failures, PAUSE, NOW, () => chance) ?? 0
        const plain = PAUSE * 4 ** failures
        expect(at - NOW).toBeGreaterThanOrEqual(plain * 0.75 - 1)
        expect(at - NOW).toBeLessThanOrEqual(plain * 1.25 + 1)
      }),
    )
  })
})

describe('a site that was busy to the last', () => {
  it.each([
    [4, 640_000],
    [1, 10_000],
    [0, 10_000],
    [9, 3_600_000],
  ])('after %d failures is left alone for %d ms', (failures, ms) => {
    expect(restUntil(failures, PAUSE, NOW, middle) - NOW).toBe(ms)
  })
})

describe('an answer', () => {
  it.each([
    [0, undefined],
    [200, undefined],
    [403, undefined],
    [404, undefined],
    [410, undefined],
    [429, 'site-busy'],
    [500, 'server-error'],
    [501, undefined],
    [502, 'server-error'],
    [503, 'server-error'],
    [504, 'server-error'],
    [505, undefined],
  ])('of status %d means %s', (status, reason) => expect(passingReason(status)).toBe(reason))

  it.each([
    [null, 0],
    ['', 0],
    ['soon', 0],
    ['-3', 0],
    ['120', NOW + 120_000],
    [' 0 ', NOW],
    ['Sun, 29 Nov 2026 12:01:00 GMT', NOW + 60_000],
    ['Sunday, 29-Nov-26 12:01:00 GMT', NOW + 60_000],
    ['Sun Nov 29 12:01:00 2026 GMT', NOW + 60_000],
    ['Sat, 28 Nov 2026 12:00:00 GMT', NOW],
  ])('that asks to come back at %j is understood', (header, at) => {
    expect(retryTime(header, NOW)).toBe(at)
  })
})
