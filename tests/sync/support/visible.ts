import { canonicalJson } from '../../../utils/db/library/canonical-json.ts'
import {
  isAlive,
  membersOf,
  recordId,
  type SyncRecord,
  textOf,
} from '../../../utils/record/record.ts'
import type { LocalRecord, Replica } from '../../../utils/record/replica.ts'

/** What people see, as text by record. */
export type Visible = Map<string, string>

export async function allOf(replica: Replica): Promise<LocalRecord[]> {
  return replica.transaction((transaction) => transaction.scan({ after: '', most: 1_000_000 }))
}

/** Its name is no setting's, so that every server refuses it: nobody but its own device ever has it. */
export const CURSED = 'cursed one'
export const isCursed = ({ uid }: SyncRecord): boolean => uid === CURSED

export function visibleOf(records: readonly SyncRecord[]): Visible {
  const byId = new Map(records.map((record) => [recordId(record), record]))
  const isThere = (kind: 'link' | 'tag', uid: string): boolean => {
    const record = byId.get(recordId({ kind, uid }))
    return record !== undefined && isAlive(record)
  }
  const shown = records.filter((record) => !isCursed(record) && isShown(record, isThere))
  const text = (record: SyncRecord): string => {
    const isTag = (uid: string) => record.kind !== 'link' || isThere('tag', uid)
    const members = membersOf(record).filter(isTag).sort()
    return canonicalJson([Object.entries(record.values).sort(), members])
  }
  return new Map(shown.map((record) => [recordId(record), text(record)]))
}

function isShown(
  record: SyncRecord,
  isThere: (kind: 'link' | 'tag', uid: string) => boolean,
): boolean {
  if (record.kind !== 'snapshot') return isAlive(record)
  return isAlive(record) && isThere('link', textOf(record, 'link'))
}

/** What is not the same in both, short. */
export function differenceOf(a: Visible, b: Visible): string[] {
  const ids = [...new Set([...a.keys(), ...b.keys()])].sort()
  return ids
    .filter((id) => a.get(id) !== b.get(id))
    .map((id) => `${id}\n    ${a.get(id) ?? 'not there'}\n    ${b.get(id) ?? 'not there'}`)
}
