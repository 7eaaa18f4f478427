import { describe, expect, it } from 'vitest'
import { firstFailure } from './support/run-seeds.ts'

const SEEDS = process.env['LONG'] ? 10_000 : 1000
const PARTS = 10

describe('devices that edit, sync, are killed and lose answers', () => {
  const starts = Array.from({ length: PARTS }, (_, part) => 1 + (part * SEEDS) / PARTS)

  it.each(starts)('end equal, with every edit there: seeds from %i', async (first) => {
    const failure = await firstFailure(first, first + SEEDS / PARTS - 1)
    expect(failure?.text).toBeUndefined()
  })
})
