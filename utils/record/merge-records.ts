import {
  type Json,
  type Membership,
  membershipOf,
  type RecordStamps,
  type SyncRecord,
} from './record.ts'
import { laterStamp, type Stamp } from './stamp.ts'

/**
 * The record that both sides come to, in whatever order and however often they are merged.
 * A value that only one side still has is kept: a replica forgets those of what is dead.
 */
export function mergeRecords(a: SyncRecord, b: SyncRecord): SyncRecord {
  const fields: Record<string, Stamp> = { ...a.fields }
  const values: Record<string, Json> = { ...a.values }
  for (const [field, stamp] of Object.entries(b.fields)) {
    const known = fields[field] ?? ''
    if (stamp < known || (stamp === known && field in values)) continue
    fields[field] = stamp
    const value = b.values[field]
    if (value === undefined) delete values[field]
    else values[field] = value
  }
  return {
    ...a,
    fields,
    values,
    members: mergeMembers(a, b),
    deleted: laterStamp(a.deleted, b.deleted),
  }
}

function mergeMembers(a: RecordStamps, b: RecordStamps): Record<string, Membership> {
  const merged = Object.entries(b.members).map(([member, [added, removed]]) => {
    const [knownAdded, knownRemoved] = membershipOf(a, member)
    return [member, [laterStamp(added, knownAdded), laterStamp(removed, knownRemoved)]] as const
  })
  return { ...a.members, ...Object.fromEntries(merged) }
}
