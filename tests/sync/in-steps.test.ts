import { describe, expect, it } from 'vitest'
import { inSteps } from '../../utils/sync/in-parts.ts'

/** Works off a list where each record takes so many ms, by a clock that `tick` moves. */
async function sizes(count: number, msEach: (done: number) => number, begin = 50) {
  let now = 0
  let done = 0
  const pass = { atOnce: begin, now: () => now }
  const parts: number[] = []
  const lasts: boolean[] = []
  const list = Array.from({ length: count }, (_, n) => n)
  await inSteps(pass, list, async (part, isLast) => {
    expect(part).toEqual(list.slice(done, done + part.length))
    now += part.length * msEach(done)
    done += part.length
    parts.push(part.length)
    lasts.push(isLast)
  })
  expect(done).toBe(count)
  expect(lasts.indexOf(true)).toBe(lasts.length - 1)
  return parts
}

describe('a list is stored in transactions', () => {
  it.each([
    [0, [0]],
    [1, [1]],
    [50, [50]],
    [51, [50, 1]],
    [120, [50, 50, 20]],
  ])('of fifty where they are short: %d', async (count, parts) => {
    expect(await sizes(count, () => 0.2)).toEqual(parts)
  })

  it('of fewer where they are long, never of less than ten', async () => {
    expect(await sizes(200, () => 2)).toEqual([50, 35, 24, 24, 24, 24, 19])
    expect((await sizes(400, () => 20)).at(-2)).toBe(10)
  })

  it('of more again once they are short', async () => {
    const parts = await sizes(600, (done) => (done < 150 ? 4 : 0.1))
    expect(Math.min(...parts.slice(0, -1))).toBeLessThan(20)
    expect(parts.at(-2)).toBe(50)
  })

  it('as before where the clock was set back', async () => {
    expect(await sizes(100, () => -100)).toEqual([50, 50])
  })
})
