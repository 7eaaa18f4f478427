import { membersOf, RECORD_FIELDS, type SyncRecord } from './record.ts'
import type { Stamp } from './stamp.ts'

/** SHA-256 of a text in UTF-8, as lower-case hex. */
export type HashText = (text: string) => Promise<string>

export const BUCKETS = 256
const SUM_BITS = 2 ** 48
/** Too large to be hashed with each digest, or of any form: their stamp stands for them. */
const BY_STAMP = new Set(['data', 'value'])

/** A record's digest, and the bucket it counts in. docs/SYNC.md. */
export async function digestRecord(
  record: SyncRecord,
  hash: HashText,
): Promise<{ bucket: number; digest: number }> {
  const members = await sumOf(membersOf(record), hash)
  const fields = RECORD_FIELDS[record.kind].map((field) => digested(record, field))
  const text = [record.kind, record.uid, ...fields, String(members)].join('\u001f')
  const [whole, uid] = await Promise.all([hash(text), hash(record.uid)])
  return { bucket: Number.parseInt(uid.slice(0, 2), 16), digest: first48(whole) }
}

export const addDigests = (a: number, b: number): number => (a + b) % SUM_BITS

async function sumOf(members: string[], hash: HashText): Promise<number> {
  const hashes = await Promise.all(members.map(hash))
  return hashes.map(first48).reduce(addDigests, 0)
}

function digested({ fields, values }: SyncRecord, field: string): Stamp | string {
  if (BY_STAMP.has(field)) return fields[field] ?? ''
  const value = values[field]
  return value === undefined || value === null ? '' : String(value)
}

const first48 = (hex: string): number => Number.parseInt(hex.slice(0, 12), 16)
