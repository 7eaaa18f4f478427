import { describe, expect, it } from 'vitest'
import { SYNC_REASONS } from '../../utils/model/cloud.ts'
import { planRetry } from '../../utils/sync/plan-retry.ts'

const NOW = Date.UTC(2026, 0, 1)
const HOUR = 3_600_000
const wait = (failures: number, retryAt = 0, chance = 0.5) =>
  (planRetry({ reason: 'server', retryAt }, failures, NOW, () => chance) ?? 0) - NOW

describe('a pass that failed', () => {
  it('is tried again later and later, never later than half an hour', () => {
    expect([0, 1, 2, 3, 8, 9, 2000].map((failures) => wait(failures))).toEqual([
      5000, 10_000, 20_000, 40_000, 1_280_000, 1_800_000, 1_800_000,
    ])
  })

  it.each([
    [0, 3750],
    [1, 6250],
  ])('comes back at another time than others: chance %d', (chance, ms) => {
    expect(wait(0, 0, chance)).toBe(ms)
  })

  it('waits as long as the server asks, and some more, but not for a year', () => {
    expect(wait(0, NOW + 60_000)).toBe(62_500)
    expect(wait(5, NOW + 60_000)).toBe(160_000)
    expect(wait(0, NOW - 60_000)).toBe(5000)
    expect(wait(0, NOW + 9000 * HOUR)).toBe(6 * HOUR + 2500)
  })

  it('is not tried again where waiting does not help', () => {
    const hopeless = SYNC_REASONS.filter((reason) => planRetry({ reason }, 0) === undefined)
    expect(hopeless).toEqual([
      'unauthorized',
      'session-refused',
      'forbidden',
      'request-size',
      'too-old',
    ])
  })
})
