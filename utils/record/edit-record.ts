import { type Json, type Membership, membershipOf, stampsOf, textOf } from './record.ts'
import type { LocalRecord, Unsent } from './replica.ts'
import { laterStamp, type Stamp } from './stamp.ts'

/** What somebody does to a record. */
export interface RecordEdit {
  values?: Readonly<Record<string, Json>>
  /** Members put in and taken out. */
  add?: readonly string[]
  remove?: readonly string[]
  delete?: boolean
}

/** A record after an edit, with what of it is now unsent. A refused one is tried again. */
export function editRecord(
  local: LocalRecord,
  { values = {}, add = [], remove = [], delete: deletes = false }: RecordEdit,
  stamp: Stamp,
): LocalRecord {
  const { record } = local
  const stamps = Object.keys(values).map((field) => [field, stamp] as const)
  const members = [
    ...add.filter((member) => !isIn(local, member)).map((each) => putIn(local, each, stamp)),
    ...remove.filter((member) => isIn(local, member)).map((each) => takenOut(local, each)),
  ]
  const edited = {
    ...record,
    fields: { ...record.fields, ...Object.fromEntries(stamps) },
    values: { ...record.values, ...values },
    deleted: deletes ? stamp : record.deleted,
  }
  const unsent = noting(local, Object.keys(values), [], deletes)
  return setMembers({ ...local, record: edited, unsent }, Object.fromEntries(members))
}

/** A record with these members' stamps as given, which is an edit. */
export function setMembers(
  local: LocalRecord,
  members: Readonly<Record<string, Membership>>,
): LocalRecord {
  const record = { ...local.record, members: { ...local.record.members, ...members } }
  return { ...local, record, unsent: noting(local, [], Object.keys(members), false) }
}

/** What is unsent after these were edited. */
function noting(
  { record, unsent }: LocalRecord,
  fields: readonly string[],
  members: readonly string[],
  deletes: boolean,
): Unsent {
  const all = new Set([...(unsent?.fields ?? []), ...fields])
  const noteBase = unsent?.noteBase ?? textOf(record, 'note')
  return {
    fields: [...all],
    members: [...new Set([...(unsent?.members ?? []), ...members])],
    deleted: deletes || (unsent?.deleted ?? false),
    base: unsent?.base ?? stampsOf(record).reduce(laterStamp, ''),
    ...(all.has('note') && { noteBase }),
    ...(unsent?.wasRefused && { wasRefused: true }),
  }
}

const isIn = ({ record }: LocalRecord, member: string): boolean => {
  const [added, removed] = membershipOf(record, member)
  return added > removed
}

const putIn = ({ record }: LocalRecord, member: string, stamp: Stamp) =>
  [member, [stamp, membershipOf(record, member)[1]] as Membership] as const

const takenOut = ({ record }: LocalRecord, member: string) => {
  const [added] = membershipOf(record, member)
  return [member, [added, added] as Membership] as const
}
