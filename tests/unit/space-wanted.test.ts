import { describe, expect, it } from 'vitest'
import { isSpaceShort, spaceWanted } from '../../utils/sync/service/space-wanted.ts'

const MB = 1024 * 1024

describe('space', () => {
  it.each([
    ['there is enough', { quota: 1000 * MB, usage: 700 * MB }, 0],
    ['less than 200 MB are left', { quota: 1000 * MB, usage: 900 * MB }, 200],
    ['less than a twentieth is left', { quota: 10_000 * MB, usage: 9600 * MB }, 350],
    ['more is used than may be', { quota: 1000 * MB, usage: 1100 * MB }, 400],
    ['the browser tells nothing', {}, 0],
  ])('%s', (_, estimate, megabytes) => {
    expect(spaceWanted(estimate)).toBe(megabytes * MB)
    expect(isSpaceShort(estimate)).toBe(megabytes > 0)
  })
})
