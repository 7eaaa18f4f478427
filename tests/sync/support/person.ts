import { editRecord, type RecordEdit } from '../../../utils/record/edit-record.ts'
import { isAlive, type RecordKind, recordId, textOf } from '../../../utils/record/record.ts'
import type { LocalRecord, ReplicaTransaction } from '../../../utils/record/replica.ts'
import type { Change } from './memory-replica.ts'
import type { Random } from './random.ts'

/** What people did, as far as nothing stored tells it afterwards. */
export interface Deeds {
  /** Words written into notes, by link, and words somebody who saw them took out. */
  written: { link: string; word: string }[]
  erased: Set<string>
  /** `link tag`. */
  tagged: Set<string>
  untagged: Set<string>
  /** Versions kept, by uid, and those somebody deleted. */
  kept: Map<string, string>
  dropped: Set<string>
  /** What a link or tag was ever merged into, by uid. */
  merged: Map<string, Set<string>>
  /** The same without mergers that were undone since: what was put together has parted, and goes its own ways. */
  joined: Map<string, Set<string>>
}

export const noDeeds = (): Deeds => ({
  written: [],
  erased: new Set(),
  tagged: new Set(),
  untagged: new Set(),
  kept: new Map(),
  dropped: new Set(),
  merged: new Map(),
  joined: new Map(),
})

/** Remembers mergers, whoever made them: two devices may merge one tag into different others. */
export function rememberMergers({ merged, joined }: Deeds, changes: readonly Change[]) {
  for (const { before, after } of changes) {
    if (!after) continue
    const { uid } = after.record
    const into = textOf(after.record, 'mergedInto')
    if (into === '') joined.get(uid)?.delete(before ? textOf(before.record, 'mergedInto') : '')
    else for (const map of [merged, joined]) map.set(uid, (map.get(uid) ?? new Set()).add(into))
  }
}

/** One person at one device, in one transaction. */
export interface Person {
  transaction: ReplicaTransaction
  random: Random
  deeds: Deeds
  nowMs: number
  /** All records there, as they are while edited. */
  records: Map<string, LocalRecord>
}

/** @returns what was done, undefined where there was nothing to do it with */
export type Act = (person: Person) => Promise<string | undefined>

export async function edit(person: Person, local: LocalRecord, change: RecordEdit): Promise<void> {
  const edited = editRecord(local, change, await person.transaction.stamp())
  person.records.set(recordId(edited.record), edited)
  await person.transaction.putMany([edited])
}

export const of = ({ records }: Person, kind: RecordKind): LocalRecord[] =>
  [...records.values()].filter(({ record }) => record.kind === kind)

export const alive = (person: Person, kind: RecordKind): LocalRecord[] =>
  of(person, kind).filter(({ record }) => isAlive(record))

export const dead = (person: Person, kind: RecordKind): LocalRecord[] =>
  of(person, kind).filter(({ record }) => !isAlive(record) && textOf(record, 'mergedInto') === '')

export const short = ({ record }: LocalRecord): string => `${record.kind} ${record.uid.slice(0, 4)}`

export const word = (random: Random): string => `w${random.below(1_000_000_000).toString(36)}`
