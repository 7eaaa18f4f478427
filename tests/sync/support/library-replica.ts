import { db } from '../../../utils/db/database.ts'
import { dexieReplica } from '../../../utils/db/replica/dexie-replica.ts'
import { startTracking } from '../../../utils/db/replica/start-tracking.ts'
import { recordId } from '../../../utils/record/record.ts'
import type { LocalRecord, ReplicaTransaction } from '../../../utils/record/replica.ts'
import type { TestReplica } from './device.ts'
import type { Change } from './memory-replica.ts'

/** The library of this browser, emptied, as a replica of a simulation. There is one at a time. */
export async function createLibraryReplica(device: string): Promise<TestReplica> {
  await db.delete()
  await db.open()
  await startTracking(device)
  const replica: TestReplica = {
    hooks: {},
    async transaction(work) {
      const changes = new Map<string, Change>()
      const value = await dexieReplica.transaction(async (inner) => {
        const result = await work(watched(inner, changes, () => replica.hooks.step?.()))
        replica.hooks.step?.()
        return result
      })
      replica.hooks.committed?.([...changes.values()])
      return value
    },
    dump: () =>
      dexieReplica.transaction(async (each) => ({
        records: await each.scan(ALL),
        cursor: await each.cursor(),
        clock: await each.clock(),
      })),
  }
  return replica
}

export const ALL = { after: '', most: 1_000_000 }

/** Counts steps, and notes what is written with what was there. */
function watched(
  inner: ReplicaTransaction,
  changes: Map<string, Change>,
  step: () => void,
): ReplicaTransaction {
  const note = (id: string, before: LocalRecord | undefined, after: LocalRecord | undefined) =>
    void changes.set(id, { id, before: changes.has(id) ? changes.get(id)?.before : before, after })
  const outer = Object.fromEntries(
    Object.entries(inner).map(([name, method]) => [
      name,
      async (...args: never[]) => {
        step()
        return (method as (...given: never[]) => Promise<unknown>)(...args)
      },
    ]),
  ) as unknown as ReplicaTransaction
  return {
    ...outer,
    async putMany(locals) {
      step()
      for (const local of locals) {
        const { kind, uid } = local.record
        const [before] = await inner.getMany(kind, [uid])
        note(recordId(local.record), before, local)
      }
      await inner.putMany(locals)
    },
    async forgetMany(records) {
      step()
      for (const { kind, uid } of records) {
        const [before] = await inner.getMany(kind, [uid])
        note(recordId({ kind, uid }), before, undefined)
      }
      await inner.forgetMany(records)
    },
  }
}
