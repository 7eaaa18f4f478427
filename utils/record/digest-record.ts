import { membersOf, RECORD_FIELDS, type SyncRecord } from './record.ts'
import type { Stamp } from './stamp.ts'

/** SHA-256 of a text in UTF-8, as lower-case hex. */
export type HashText = (text: string) => Promise<string>

export const BUCKETS = 256
const SUM_BITS = 2 ** 48
/** Too large to be hashed with each digest, or of any form: their stamp stands for them. */
const BY_STAMP = new Set(['data', 'value'])

/** A record's digest with those of its members, and the bucket it counts in. docs/SYNC.md. */
export async function digestRecord(
  record: SyncRecord,
  hash: HashText,
): Promise<{ bucket: number; digest: number }> {
  const { kind, uid } = record
  const fields = RECORD_FIELDS[kind].map((field) => digested(record, field))
  const texts = [[...fields], ...membersOf(record).map((member) => [member])]
  const hashes = texts.map((text) => hash([kind, uid, ...text].join('\u001f')))
  const digest = (await Promise.all(hashes)).map(first48).reduce(addDigests, 0)
  return { bucket: Number.parseInt((await hash(uid)).slice(0, 2), 16), digest }
}

export const addDigests = (a: number, b: number): number => (a + b) % SUM_BITS

function digested({ fields, values }: SyncRecord, field: string): Stamp | string {
  if (BY_STAMP.has(field)) return fields[field] ?? ''
  const value = values[field]
  return value === undefined || value === null ? '' : String(value)
}

const first48 = (hex: string): number => Number.parseInt(hex.slice(0, 12), 16)
