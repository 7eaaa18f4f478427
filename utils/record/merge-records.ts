import type { Json, Membership, RecordStamps, SyncRecord } from './record.ts'
import { laterStamp, type Stamp } from './stamp.ts'

/** The record that both sides come to, in whatever order and however often they are merged. */
export function mergeRecords(a: SyncRecord, b: SyncRecord): SyncRecord {
  const fields: Record<string, Stamp> = { ...a.fields }
  const values: Record<string, Json> = { ...a.values }
  for (const [field, stamp] of Object.entries(b.fields)) {
    if (stamp <= (fields[field] ?? '')) continue
    fields[field] = stamp
    values[field] = b.values[field] ?? null
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
  const members: Record<string, Membership> = { ...a.members }
  for (const [member, [added, removed]] of Object.entries(b.members)) {
    const [knownAdded, knownRemoved] = members[member] ?? ['', '']
    members[member] = [laterStamp(added, knownAdded), laterStamp(removed, knownRemoved)]
  }
  return members
}
