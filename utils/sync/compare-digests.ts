import { addDigests, BUCKETS, digestRecord } from '../record/digest-record.ts'
import { isAlive, RECORD_KINDS, type RecordKind, recordId, textOf } from '../record/record.ts'
import type { LocalRecord, ReplicaReader } from '../record/replica.ts'
import { wholeUnsent } from '../record/unsent-parts.ts'
import { askPlainly } from './ask-server.ts'
import { fetchItems } from './fetch-items.ts'
import { inTransaction, lookAt, type Pass, tell } from './pass.ts'
import type { DigestAnswer } from './protocol.ts'
import { readDigest } from './read-answer.ts'
import { storeItems } from './store-items.ts'

const AT_ONCE = 500

interface Bucket {
  count: number
  sum: number
  uids: string[]
}
export type Buckets = Map<string, Bucket>

/**
 * Compares what is here with what the server has, and heals what differs.
 * @returns how many buckets differed
 */
export async function compareDigests(pass: Pass): Promise<number> {
  tell(pass, 'compare')
  const own = await digestReplica(pass)
  const { epoch } = await lookAt(pass, (reader) => reader.cursor())
  const { digest } = await askPlainly(pass, () => pass.server.digest(epoch), readDigest)
  const differing = differences(own, digest)
  for (const { kind, bucket } of differing) await healBucket(pass, kind, bucket, own)
  return differing.length
}

/** The digest of all that lives here. */
export async function digestReplica(pass: Pass): Promise<Buckets> {
  const buckets: Buckets = new Map()
  let after = ''
  for (;;) {
    const { page, alive } = await lookAt(pass, (reader) => readPage(reader, after))
    for (const { record } of alive) {
      const { bucket, digest } = await digestRecord(record, pass.hash)
      const key = bucketKey(record.kind, bucket)
      const known = buckets.get(key) ?? { count: 0, sum: 0, uids: [] }
      const uids = [...known.uids, record.uid]
      buckets.set(key, { count: known.count + 1, sum: addDigests(known.sum, digest), uids })
    }
    const last = page.at(-1)
    if (!last) return buckets
    after = recordId(last.record)
  }
}

/** Hashing awaits, so that it is done outside. */
async function readPage(reader: ReplicaReader, after: string) {
  const page = await reader.scan({ after, most: AT_ONCE })
  const uids = page.map(({ record }) => (record.kind === 'snapshot' ? textOf(record, 'link') : ''))
  const links = await reader.getMany('link', [...new Set(uids.filter(Boolean))])
  const known = new Map(links.map((link) => [link.record.uid, link]))
  return { page, alive: page.filter((local) => isShown(local, known)) }
}

function isShown({ record }: LocalRecord, links: Map<string, LocalRecord>): boolean {
  if (record.kind !== 'snapshot') return isAlive(record)
  const link = links.get(textOf(record, 'link'))?.record
  if (!link || !isAlive(link)) return false
  return isAlive(record) || record.deleted === link.deleted
}

const bucketKey = (kind: RecordKind, bucket: number): string => `${kind}:${bucket}`

function differences(
  own: Buckets,
  theirs: DigestAnswer['digest'],
): { kind: RecordKind; bucket: number }[] {
  const all = RECORD_KINDS.flatMap((kind) =>
    Array.from({ length: BUCKETS }, (_, bucket) => ({ kind, bucket })),
  )
  return all.filter(({ kind, bucket }) => {
    const { count, sum } = own.get(bucketKey(kind, bucket)) ?? { count: 0, sum: 0 }
    const [theirCount, theirSum] = theirs[kind]?.[bucket] ?? [0, 0]
    return count !== theirCount || sum !== theirSum
  })
}

async function healBucket(
  pass: Pass,
  kind: RecordKind,
  bucket: number,
  own: Buckets,
): Promise<void> {
  const items = await fetchItems(pass, kind, { bucket })
  const there = new Set(items.map(({ record }) => record.uid))
  const uids = own.get(bucketKey(kind, bucket))?.uids ?? []
  const lacking = uids.filter((uid) => !there.has(uid))
  await inTransaction(pass, async (transaction) => {
    await storeItems(transaction, pass, items, { holds: true, takesTheirs: true })
    const locals = await transaction.getMany(kind, lacking)
    await transaction.putMany(locals.map(wholeUnsent))
    // Their numbers may be old ones: all is looked at again.
    await transaction.setCursor({ ...(await transaction.cursor()), resolved: 0 })
  })
}
