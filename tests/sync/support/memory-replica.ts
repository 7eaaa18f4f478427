import { isAlive, isMember, recordId, textOf } from '../../../utils/record/record.ts'
import type {
  Cursor,
  LocalRecord,
  Replica,
  ReplicaTransaction,
  SyncClock,
} from '../../../utils/record/replica.ts'
import { type Stamp, stampAfter } from '../../../utils/record/stamp.ts'
import { hasLikes, keyOfToday } from '../../../utils/sync/resolve/same-page.ts'

/** What happens around a transaction's steps. */
export interface Hooks {
  /** Before each step, and before the commit; what it throws undoes the transaction. */
  step?: () => void
  /** After the commit, with each record before and after. */
  committed?: (changes: Change[]) => void
}

export interface Change {
  id: string
  before: LocalRecord | undefined
  after: LocalRecord | undefined
}

/** Defects a test must see. */
export type ReplicaMutant = 'cursor-first' | 'unsent-cleared'

export interface MemoryReplica extends Replica {
  hooks: Hooks
  /** Everything in it, for comparison. */
  dump(): unknown
}

interface State {
  records: Map<string, LocalRecord>
  cursor: Cursor
  clock: SyncClock
}

const FIRST_CURSOR: Cursor = {
  epoch: '',
  after: 0,
  purged: 0,
  resolved: 0,
  round: 0,
  epochRound: 0,
  held: [],
  cameBack: [],
}

/** @param now the device's clock, right or wrong */
export function createMemoryReplica(
  device: string,
  now: () => number,
  mutant?: ReplicaMutant,
): MemoryReplica {
  let state: State = {
    records: new Map(),
    cursor: FIRST_CURSOR,
    clock: { device, last: '', offset: 0, read: '', sent: '' },
  }
  let turn: Promise<unknown> = Promise.resolve()

  async function run<T>(work: (transaction: ReplicaTransaction) => Promise<T>): Promise<T> {
    const draft: State = { ...state, records: new Map(state.records) }
    const touched = new Set<string>()
    const { step } = replica.hooks
    try {
      const value = await work(transactionOn(draft, touched, now, step, mutant))
      step?.()
      const changes = [...touched].map((id) => ({
        id,
        before: state.records.get(id),
        after: draft.records.get(id),
      }))
      state = draft
      replica.hooks.committed?.(changes)
      return value
    } catch (error) {
      if (mutant === 'cursor-first') state = { ...state, cursor: draft.cursor }
      throw error
    }
  }

  const replica: MemoryReplica = {
    hooks: {},
    transaction(work) {
      const result = turn.then(() => run(work))
      turn = result.catch(() => undefined)
      return result
    },
    async look(work) {
      await turn
      return work(transactionOn({ ...state }, new Set(), now, replica.hooks.step, mutant))
    },
    place: (work) => replica.transaction(work),
    note: (records, change) =>
      replica.transaction(async (transaction) => {
        for (const [at, { kind, uid }] of records.entries()) {
          const [local] = await transaction.getMany(kind, [uid])
          if (local) await transaction.putMany([change(local, at)])
        }
      }),
    dump: () => ({
      records: [...state.records].sort(([a], [b]) => (a < b ? -1 : 1)),
      cursor: state.cursor,
      clock: state.clock,
    }),
  }
  return replica
}

function transactionOn(
  draft: State,
  touched: Set<string>,
  now: () => number,
  step: (() => void) | undefined,
  mutant: ReplicaMutant | undefined,
): ReplicaTransaction {
  let stamp: Stamp | undefined
  const done = <T>(value: () => T): Promise<T> => {
    try {
      step?.()
      return Promise.resolve(value())
    } catch (error) {
      return Promise.reject(error)
    }
  }
  const all = () => [...draft.records.values()]
  const get = (id: string) => draft.records.get(id)
  return {
    getMany: (kind, uids) => done(() => uids.flatMap((uid) => get(recordId({ kind, uid })) ?? [])),
    putMany: (locals) =>
      done(() => {
        for (const local of locals) {
          const id = recordId(local.record)
          touched.add(id)
          draft.records.set(id, mutant === 'unsent-cleared' ? cleared(get(id), local) : local)
        }
      }),
    forgetMany: (records) =>
      done(() => {
        for (const record of records) {
          touched.add(recordId(record))
          draft.records.delete(recordId(record))
        }
      }),
    linksWithKeys: (keys) =>
      done(() => {
        const wanted = new Set(keys)
        return all().filter((local) => hasKey(local, wanted))
      }),
    tags: () => done(() => all().filter(({ record }) => record.kind === 'tag')),
    linksNaming: (tags) =>
      done(() => all().flatMap((local) => (names(local, tags) ? local.record.uid : []))),
    snapshotsOf: (links) =>
      done(() =>
        all().filter(
          ({ record }) => record.kind === 'snapshot' && links.includes(textOf(record, 'link')),
        ),
      ),
    linksMergedInto: (links) =>
      done(() =>
        all().filter(
          ({ record }) =>
            record.kind === 'link' &&
            !isAlive(record) &&
            links.includes(textOf(record, 'mergedInto')),
        ),
      ),
    unsent: (most) =>
      done(() => {
        const unsent = all().filter((local) => local.unsent && local.unsent.rejected === undefined)
        return unsent.sort((a, b) => rank(a) - rank(b)).slice(0, most)
      }),
    refused: () => done(() => all().filter(({ unsent }) => unsent?.rejected !== undefined)),
    newsSince: (seq, most) =>
      done(() => {
        const later = all().filter((local) => local.seq > seq)
        const locals = later.sort((a, b) => a.seq - b.seq).slice(0, most)
        return { locals, last: locals.at(-1)?.seq ?? seq }
      }),
    scanMissed: (round, { after, most }) =>
      done(() => {
        const ids = [...draft.records.keys()].filter((id) => id > after).sort()
        const page = ids.slice(0, most)
        const locals = page.flatMap((id) => get(id) ?? [])
        const missed = locals.filter((local) => local.round !== round && !isNew(local))
        return { locals: missed, last: page.at(-1) ?? '' }
      }),
    scan: ({ after, most }) =>
      done(() => {
        const ids = [...draft.records.keys()].filter((id) => id > after).sort()
        return ids.slice(0, most).flatMap((id) => get(id) ?? [])
      }),
    countLinks: () => done(() => all().filter(isLiveLink).length),
    cursor: () => done(() => draft.cursor),
    setCursor: (cursor) =>
      done(() => {
        draft.cursor = cursor
      }),
    clock: () => done(() => draft.clock),
    setClock: (clock) =>
      done(() => {
        draft.clock = clock
      }),
    stamp: () =>
      done(() => {
        const { last, device, offset } = draft.clock
        stamp ??= stampAfter(last, now() + offset, device)
        draft.clock = { ...draft.clock, last: stamp > last ? stamp : last }
        return stamp
      }),
  }
}

const KINDS = ['tag', 'link', 'snapshot', 'setting']
const rank = ({ record }: LocalRecord): number => KINDS.indexOf(record.kind)

const isLiveLink = ({ record }: LocalRecord): boolean => record.kind === 'link' && isAlive(record)

const isNew = ({ round, unsent }: LocalRecord): boolean =>
  round === 0 && unsent !== undefined && unsent.rejected === undefined

const hasKey = (local: LocalRecord, keys: ReadonlySet<string>): boolean =>
  isLiveLink(local) && hasLikes(local) && keys.has(keyOfToday(local))

const names = ({ record }: LocalRecord, tags: readonly string[]): boolean =>
  record.kind === 'link' && tags.some((tag) => isMember(record.members[tag]))

/** The defect: an answer clears what was edited after the question. */
function cleared(before: LocalRecord | undefined, after: LocalRecord): LocalRecord {
  if (!before?.unsent || !after.unsent || before.seq === after.seq) return after
  const { unsent: _, ...rest } = after
  return rest
}
