import { type Json, type Membership, touchedAt } from './record.ts'
import type { LocalRecord, Unsent } from './replica.ts'
import { laterStamp, type Stamp } from './stamp.ts'

export interface RecordEdit {
  values?: Readonly<Record<string, Json>>
  /** Members put in and taken out. */
  add?: readonly string[]
  remove?: readonly string[]
  delete?: boolean
}

/** The record after an edit made here, which is unsent from then on. What was refused before is tried again. */
export function editRecord(local: LocalRecord, edit: RecordEdit, stamp: Stamp): LocalRecord {
  const { record } = local
  const { values = {}, add = [], remove = [] } = edit
  const names = Object.keys(values)
  const stamps = Object.fromEntries(names.map((name) => [name, stamp]))
  return {
    seq: local.seq,
    round: local.round,
    record: {
      ...record,
      fields: { ...record.fields, ...stamps },
      values: { ...record.values, ...values },
      members: { ...record.members, ...editedMembers(record.members, add, remove, stamp) },
      deleted: edit.delete ? laterStamp(record.deleted, stamp) : record.deleted,
    },
    unsent: unsentAfter(local, names, [...add, ...remove], edit.delete ?? false),
  }
}

/** A removal covers the addition it knows of: one that is made elsewhere meanwhile stays. */
function editedMembers(
  known: Readonly<Record<string, Membership>>,
  add: readonly string[],
  remove: readonly string[],
  stamp: Stamp,
): Record<string, Membership> {
  const of = (member: string): Membership => known[member] ?? ['', '']
  const added = add.map((member) => [member, [stamp, of(member)[1]]] as const)
  const removed = remove.map((member) => [member, [of(member)[0], of(member)[0]]] as const)
  return Object.fromEntries<Membership>([...added, ...removed])
}

function unsentAfter(
  { record, unsent: known }: LocalRecord,
  fields: string[],
  members: string[],
  isDeleted: boolean,
): Unsent {
  const before = laterStamp(touchedAt(record), record.deleted)
  const unsent = known ?? { fields: [], members: [], deleted: false, base: before }
  const note = record.values['note']
  const noteBase = unsent.noteBase ?? (typeof note === 'string' ? note : '')
  const after: Unsent = {
    fields: [...new Set([...unsent.fields, ...fields])],
    members: [...new Set([...unsent.members, ...members])],
    deleted: unsent.deleted || isDeleted,
    base: unsent.base,
  }
  return after.fields.includes('note') ? { ...after, noteBase } : after
}
