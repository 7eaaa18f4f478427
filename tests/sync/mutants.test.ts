import { describe, expect, it } from 'vitest'
import type { ReplicaMutant } from './support/memory-replica.ts'
import type { ServerMutant } from './support/memory-server.ts'
import { firstFailure } from './support/run-seeds.ts'

/** Most of them show within ten worlds, the rarest in one of a hundred and thirty. */
const SEEDS = 500

describe('a simulation sees', () => {
  const server: ServerMutant[] = ['no-lock', 'arrival-order', 'bad-aborts', 'remove-wins']
  it.each(server)('a server with %s', async (serverMutant) => {
    expect(await firstFailure(1, SEEDS, { serverMutant })).toBeDefined()
  })

  const replica: ReplicaMutant[] = ['cursor-first', 'unsent-cleared']
  it.each(replica)('a replica with %s', async (replicaMutant) => {
    expect(await firstFailure(1, SEEDS, { replicaMutant })).toBeDefined()
  })
})
