import { lastOf } from '../record/move-stamps.ts'
import { isAlive, recordId, type SyncRecord } from '../record/record.ts'
import type { LocalRecord, ReplicaTransaction } from '../record/replica.ts'
import { wholeUnsent, withUnsent } from '../record/unsent-parts.ts'
import type { Pass } from './pass.ts'

/** @returns 'ahead' where its stamps were made by a clock far ahead, and nobody has seen them: they were refused */
export async function afterRefusal(
  transaction: ReplicaTransaction,
  pass: Pass,
  local: LocalRecord,
  sent: LocalRecord,
  reason: string,
): Promise<LocalRecord[] | 'ahead'> {
  const { unsent } = local
  const clock = await transaction.clock()
  const isEdited = lastOf(local, clock.device) !== lastOf(sent, clock.device)
  if (!unsent || isEdited) return []
  const attempt = `${reason} ${recordId(local.record)}`
  if (!pass.mended.has(attempt)) {
    pass.mended.add(attempt)
    if (reason === 'future-stamp') return 'ahead'
    if (reason === 'unknown-record') return wholeAgain(transaction, local)
  }
  const { kind, uid } = local.record
  if (isForgotten(local)) {
    await transaction.forgetMany([local.record])
    return []
  }
  pass.refused.push({ kind, uid, reason })
  return [withUnsent(local, { ...unsent, rejected: reason, wasRefused: true })]
}

/** A tombstone of an earlier epoch, which tells nobody anything; a deletion that was never sent does. */
const isForgotten = ({ record, seq, unsent }: LocalRecord): boolean =>
  seq === 0 &&
  !isAlive(record) &&
  Object.keys(record.values).length === 0 &&
  // Nothing of it was known before.
  unsent?.base === ''

/** The server has purged it, and a link's versions with it. */
const wholeAgain = async (transaction: ReplicaTransaction, local: LocalRecord) => [
  wholeUnsent(local),
  ...(await versionsOf(transaction, local.record)),
]

/** Whether it is taken for the first time, after it was refused: versions that went before it may be forgotten. */
export const isLate = ({ seq, unsent }: LocalRecord): boolean =>
  seq === 0 && unsent?.wasRefused === true

/** Those of a link, to be sent whole. */
export async function versionsOf(
  transaction: ReplicaTransaction,
  { kind, uid }: SyncRecord,
): Promise<LocalRecord[]> {
  const versions = kind === 'link' ? await transaction.snapshotsOf([uid]) : []
  return versions.filter(({ record }) => isAlive(record)).map(wholeUnsent)
}
