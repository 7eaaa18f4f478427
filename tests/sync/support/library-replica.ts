import { db } from '../../../utils/db/database.ts'
import { dexieReplica } from '../../../utils/db/replica/dexie-replica.ts'
import { retryRejected } from '../../../utils/db/replica/rejected.ts'
import { startTracking } from '../../../utils/db/replica/start-tracking.ts'
import { sameValue } from '../../../utils/db/same-value.ts'
import { recordId } from '../../../utils/record/record.ts'
import type { LocalRecord, ReplicaTransaction } from '../../../utils/record/replica.ts'
import type { TestReplica } from './device.ts'
import { createUser } from './library-acts.ts'
import type { Change } from './memory-replica.ts'

/** The library of this browser, emptied, as a replica of a simulation. There is one at a time. */
export async function createLibraryReplica(device: string): Promise<TestReplica> {
  await db.delete()
  await db.open()
  await startTracking(device)
  const replica: TestReplica = {
    hooks: {},
    forgets: true,
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
    look: (work) =>
      dexieReplica.look((inner) =>
        work(watched(inner as ReplicaTransaction, new Map(), () => replica.hooks.step?.())),
      ),
    place: (work) =>
      dexieReplica.place((place) => {
        replica.hooks.step?.()
        return work(place)
      }),
    async note(records, change) {
      replica.hooks.step?.()
      await dexieReplica.note(records, change)
    },
    retry: () => retryRejected(),
    dump: () =>
      dexieReplica.transaction(async (each) => ({
        records: await each.scan(ALL),
        cursor: await each.cursor(),
        clock: await each.clock(),
      })),
  }
  return replica
}

/** The same, whose user goes through the library's own acts: what they change is noted by its tables. */
export async function createUsedLibrary(device: string): Promise<TestReplica> {
  const replica = await createLibraryReplica(device)
  const use = createUser()
  const all = async () =>
    new Map((await dexieReplica.transaction((each) => each.scan(ALL))).map(withId))
  return {
    ...replica,
    get hooks() {
      return replica.hooks
    },
    set hooks(hooks) {
      replica.hooks = hooks
    },
    async act(person) {
      const before = await all()
      const said = await use(person)
      const after = await all()
      const changes = [...new Set([...before.keys(), ...after.keys()])].map(
        (id): Change => ({ id, before: before.get(id), after: after.get(id) }),
      )
      replica.hooks.committed?.(changes.filter((each) => !sameValue(each.before, each.after)))
      return said
    },
  }
}

const withId = (local: LocalRecord) => [recordId(local.record), local] as const

const ALL = { after: '', most: 1_000_000 }

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
