import { editRecord } from '../../../utils/record/edit-record.ts'
import { isAlive } from '../../../utils/record/record.ts'
import type { LocalRecord } from '../../../utils/record/replica.ts'
import type { PassOptions } from '../../../utils/sync/pass.ts'
import type { SyncServer } from '../../../utils/sync/protocol.ts'
import { syncPass } from '../../../utils/sync/sync-pass.ts'
import { newLink, START } from './builders.ts'
import { hashText } from './hash.ts'
import { createMemoryReplica, type MemoryReplica } from './memory-replica.ts'
import { createMemoryServer, type TestServer } from './memory-server.ts'
import { allOf } from './visible.ts'

export const NOW = START + 3_600_000
export const now = () => NOW

export const device = (name: string, skew = 0): MemoryReplica =>
  createMemoryReplica(name.repeat(8), () => NOW + skew)
export const run = (replica: MemoryReplica, server: SyncServer, options: PassOptions = {}) =>
  syncPass(replica, server, { now, hash: hashText, ...options })
export const put = (replica: MemoryReplica, ...locals: LocalRecord[]) =>
  replica.transaction((transaction) => transaction.putMany(locals))
export const links = async (replica: MemoryReplica) =>
  (await allOf(replica)).filter(({ record }) => record.kind === 'link' && isAlive(record))

/** Edits records in one transaction. */
export const edit = (
  replica: MemoryReplica,
  ...[change, uids]: [Parameters<typeof editRecord>[1], string[]]
) =>
  replica.transaction(async (transaction) => {
    const stamp = await transaction.stamp()
    const locals = await transaction.getMany('link', uids)
    await transaction.putMany(locals.map((local) => editRecord(local, change, stamp)))
  })

export const many = (count: number): LocalRecord[] =>
  Array.from({ length: count }, (_, index) => newLink(index + 1, { urlKey: `page ${index}` }))

/** Two devices that have the same links. */
export async function twoWith(count: number) {
  const server = createMemoryServer(now)
  const [a, b] = [device('a'), device('b')]
  await put(a, ...many(count))
  await run(a, server)
  await run(b, server)
  return { server, a, b }
}

/** A server whose calls are counted or answered by others. */
export const withCalls = (server: TestServer, calls: Partial<SyncServer>): SyncServer => ({
  push: (...args) => server.push(...args),
  pull: (...args) => server.pull(...args),
  fetch: (...args) => server.fetch(...args),
  digest: (...args) => server.digest(...args),
  ...calls,
})
