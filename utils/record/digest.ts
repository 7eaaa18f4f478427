import { isMember, RECORD_FIELDS, type SyncRecord } from './record.ts'
import { sha256Words } from './sha256.ts'

/** Buckets that the records of one kind are spread over. */
export const BUCKETS = 256
const SEPARATOR = '\u001f'
const MODULUS = 2 ** 48

/** Too large or nested for one spelling: of these the stamp stands for the value. */
const BY_STAMP = new Set(['data', 'value'])

/** How many records of a bucket live, and the sum of their digests. */
export type BucketSum = [count: number, sum: number]

/** The first 48 bits of SHA-256 as a number, which is still exact. */
function hash48(...parts: string[]): number {
  const [first = 0, second = 0] = sha256Words(parts.join(SEPARATOR))
  return first * 2 ** 16 + (second >>> 16)
}

/** Which bucket a record is in. */
export const bucketOf = (uid: string): number => (sha256Words(uid)[0] ?? 0) >>> 24

/** What a record with its members comes to; equal records have equal digests on both sides. docs/SYNC.md. */
export function digestRecord(record: SyncRecord): number {
  const { kind, uid, fields, values, members } = record
  const said = RECORD_FIELDS[kind].map((field) =>
    BY_STAMP.has(field) ? (fields[field] ?? '') : String(values[field] ?? ''),
  )
  return Object.keys(members)
    .filter((member) => isMember(members[member]))
    .map((member) => hash48(kind, uid, member))
    .reduce(addDigests, hash48(kind, uid, ...said))
}

export const addDigests = (a: number, b: number): number => (a + b) % MODULUS

/** The buckets of records of one kind; whoever calls knows which of them live. */
export function sumBuckets(records: Iterable<SyncRecord>): BucketSum[] {
  const buckets = Array.from({ length: BUCKETS }, (): BucketSum => [0, 0])
  for (const record of records) {
    const bucket = buckets[bucketOf(record.uid)]
    if (!bucket) continue
    bucket[0] += 1
    bucket[1] = addDigests(bucket[1], digestRecord(record))
  }
  return buckets
}
