import { createHash } from 'node:crypto'
import { addDigests, BUCKETS, digestRecord } from '../../utils/record/digest-record.ts'
import type { SyncRecord } from '../../utils/record/record.ts'

export const hashText = (text: string): Promise<string> =>
  Promise.resolve(createHash('sha256').update(text).digest('hex'))

/** Which bucket a record is in. */
export const bucketOf = (uid: string): number =>
  createHash('sha256').update(uid).digest().readUInt8(0)

/** The buckets of records of one kind; whoever calls knows which of them live. */
export async function sumBuckets(records: Iterable<SyncRecord>): Promise<[number, number][]> {
  const buckets = Array.from({ length: BUCKETS }, (): [number, number] => [0, 0])
  for (const record of records) {
    const { bucket, digest } = await digestRecord(record, hashText)
    const [count, sum] = buckets[bucket] ?? [0, 0]
    buckets[bucket] = [count + 1, addDigests(sum, digest)]
  }
  return buckets
}
