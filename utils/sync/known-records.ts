import { RECORD_KINDS, recordId, type SyncRecord } from '../record/record.ts'
import type { LocalRecord, ReplicaTransaction } from '../record/replica.ts'

/** The local records of these, by their ids. */
export async function knownOf(
  transaction: ReplicaTransaction,
  items: readonly { record: Pick<SyncRecord, 'kind' | 'uid'> }[],
): Promise<Map<string, LocalRecord>> {
  const known = new Map<string, LocalRecord>()
  for (const kind of RECORD_KINDS) {
    const uids = items.filter(({ record }) => record.kind === kind).map(({ record }) => record.uid)
    const locals = uids.length === 0 ? [] : await transaction.getMany(kind, uids)
    for (const local of locals) known.set(recordId(local.record), local)
  }
  return known
}
