process.on('unhandledRejection', (e) => {
  console.log('UNHANDLED', e)
  process.exit(1)
})

import { afterEach, describe, expect, it, vi } from 'vitest'
import { checkLibrary } from '../sync/support/check-library.ts'
import { allRecords } from '../sync/support/check-world.ts'
import { createLibraryReplica } from '../sync/support/library-replica.ts'
import { createMemoryReplica } from '../sync/support/memory-replica.ts'
import { firstFailure } from '../sync/support/run-seeds.ts'
import type { Parts } from '../sync/support/world.ts'

const SEEDS = Number(process.env['SEEDS'] ?? 40)
const PARTS = 4

afterEach(() => vi.restoreAllMocks())

/** Worlds whose first device is this browser's library, by its own clock. */
const parts: Parts = {
  makeReplica(device, now) {
    if (device !== FIRST) return createMemoryReplica(device, now)
    vi.spyOn(Date, 'now').mockImplementation(now)
    return createLibraryReplica(device)
  },
  check: async (world) => checkLibrary(await allRecords(world)),
}
const FIRST = '00000000'

const starts = Array.from({ length: PARTS }, (_, part) => 1 + (part * SEEDS) / PARTS)

describe('the library beside other devices', () => {
  it.each(starts)('ends like them: seeds from %i', { timeout: 300_000 }, async (first) => {
    const failure = await firstFailure(first, first + SEEDS / PARTS - 1, parts)
    expect(failure?.text).toBeUndefined()
  })
})
