import { afterEach, describe, expect, it, vi } from 'vitest'
import { checkLibrary } from '../sync/support/check-library.ts'
import { allRecords } from '../sync/support/check-world.ts'
import { createLibraryReplica, createUsedLibrary } from '../sync/support/library-replica.ts'
import { createMemoryReplica } from '../sync/support/memory-replica.ts'
import { firstFailure, runSeed } from '../sync/support/run-seeds.ts'
import { type Parts, stateOf, type World } from '../sync/support/world.ts'

const SEEDS = Number(process.env['SEEDS'] ?? (process.env['LONG'] ? 400 : 12))
/** A busy machine takes a second for a world. */
const SEED_MS = 5000
const PARTS = 2

afterEach(() => vi.restoreAllMocks())

const FIRST = '00000000'

/** Worlds whose first device is this browser's library, by its own clock and with uids that follow from the seed. */
const worldsOf = (makeLibrary: typeof createLibraryReplica): Parts => ({
  makeReplica(device, now, random) {
    if (device !== FIRST) return createMemoryReplica(device, now)
    vi.spyOn(Date, 'now').mockImplementation(now)
    vi.spyOn(crypto, 'randomUUID').mockImplementation(() => random.uid() as UUID)
    return makeLibrary(device)
  },
  check: async (world) => checkLibrary(await allRecords(world)),
})

type UUID = ReturnType<typeof crypto.randomUUID>

const starts = Array.from({ length: PARTS }, (_, part) => 1 + (part * SEEDS) / PARTS)

describe.each([
  ['whose records are edited', createLibraryReplica],
  ['that is used', createUsedLibrary],
])('a library %s beside other devices', (_, makeLibrary) => {
  it.each(starts)('ends like them: seeds from %i', { timeout: SEEDS * SEED_MS }, async (first) => {
    const failure = await firstFailure(first, first + SEEDS / PARTS - 1, worldsOf(makeLibrary))
    expect(failure?.text).toBeUndefined()
  })
})

it('follows from its seed: what fails once fails again', async () => {
  const ends: string[] = []
  const worlds = worldsOf(createUsedLibrary)
  const check = async (world: World) => {
    ends.push(JSON.stringify([world.trace, await stateOf(world)]))
    return []
  }
  for (const seed of [3, 4, 3]) await runSeed(seed, { ...worlds, check })
  expect(ends[0] === ends[2]).toBe(true)
  expect(ends[0] === ends[1]).toBe(false)
})

// Worlds that once showed what the library lost.
describe('a library keeps', () => {
  it.each([
    ['a version that is unsent when its link goes', 28],
    ['nothing of what was purged elsewhere', 133],
    ['the address of a link whose twin went', 25],
  ])('%s', async (_, seed) => {
    const failure = await firstFailure(seed, seed, worldsOf(createLibraryReplica))
    expect(failure?.text).toBeUndefined()
  })
})
