import { mergeRecords } from '../../../utils/record/merge-records.ts'
import { blankRecord, type SyncRecord } from '../../../utils/record/record.ts'
import type { LocalRecord } from '../../../utils/record/replica.ts'
import type { Change } from './memory-replica.ts'

/**
 * What one device ever wrote, by record: its last edit of each field, its stamps as they were when they could
 * have left the device. What all devices wrote, merged, is what everybody has to end with.
 */
export type EditLog = Map<string, SyncRecord>

export function logChanges(log: EditLog, changes: readonly Change[]): void {
  for (const { id, before, after } of changes) {
    if (after?.unsent) log.set(id, logged(log.get(id), before, after))
  }
}

function logged(
  known: SyncRecord | undefined,
  before: LocalRecord | undefined,
  { record, unsent }: LocalRecord,
): SyncRecord {
  const log = known ?? blankRecord(record.kind, record.uid)
  const fields = { ...log.fields }
  const values = { ...log.values }
  const members = { ...log.members }
  for (const field of unsent?.fields ?? []) {
    fields[field] = record.fields[field] ?? ''
    values[field] = record.values[field] ?? null
  }
  for (const member of unsent?.members ?? []) {
    const now = record.members[member]
    const was = before?.record.members[member]
    if (!now || (was && was[0] === now[0] && was[1] === now[1])) continue
    members[member] = now
  }
  return {
    ...log,
    fields,
    values,
    members,
    deleted: unsent?.deleted ? record.deleted : log.deleted,
  }
}

/** What a device wrote, but for what it deleted later: where the account was wiped nobody may have that. */
export const withoutForgotten = (log: EditLog): EditLog =>
  new Map([...log].map(([id, record]) => [id, record.deleted ? lastLife(record) : record]))

function lastLife({ fields, members, deleted, ...rest }: SyncRecord): SyncRecord {
  const kept = Object.entries(fields).filter(([, stamp]) => stamp >= deleted)
  const put = Object.entries(members).filter(([, [added]]) => added >= deleted)
  return { ...rest, deleted, fields: Object.fromEntries(kept), members: Object.fromEntries(put) }
}

/** What all wrote together. */
export function mergeLogs(logs: readonly EditLog[]): Map<string, SyncRecord> {
  const merged = new Map<string, SyncRecord>()
  for (const log of logs) {
    for (const [id, record] of log) {
      const known = merged.get(id)
      merged.set(id, known ? mergeRecords(known, record) : record)
    }
  }
  return merged
}
