import { recordId, type SyncRecord, textOf } from '../record/record.ts'
import type { Cursor, LocalRecord, ReplicaReader, ReplicaTransaction } from '../record/replica.ts'
import { wholeUnsent } from '../record/unsent-parts.ts'
import { inParts } from './in-parts.ts'
import { inTransaction, lookAt, type Pass } from './pass.ts'
import { isTooMany } from './remove-links.ts'
import { followGoneLinks, followGoneTags } from './resolve/follow-gone.ts'
import { wasMerged } from './resolve/merge-same-links.ts'
import { isLoss } from './store-items.ts'

const AT_ONCE = 500

/** After starting over: what did not come is pushed, or was deleted elsewhere and is removed. */
export async function sweepReplica(pass: Pass): Promise<void> {
  const { startingOver } = await lookAt(pass, (reader) => reader.cursor())
  if (!startingOver) return
  const gone = await markUnsent(pass)
  const links = await lookAt(pass, (reader) => reader.countLinks())
  if (pass.removals === 'ask' && isTooMany(gone.links, links)) {
    pass.asked += gone.links
    return
  }
  await followGone(pass, gone.records)
  await remove(pass, gone.records)
  await inTransaction(pass, async (transaction) => {
    const { startingOver: _, ...cursor } = await transaction.cursor()
    await transaction.setCursor(cursor)
  })
}

interface Gone {
  records: Pick<SyncRecord, 'kind' | 'uid'>[]
  links: number
}

/** Goes through all records. @returns those to be removed, which are left */
async function markUnsent(pass: Pass): Promise<Gone> {
  const gone: Gone = { records: [], links: 0 }
  let after = ''
  for (;;) {
    const page = await lookAt(pass, (reader) => readMissed(reader, after))
    if (page.locals.length > 0) {
      await inTransaction(pass, (transaction) => markPage(transaction, pass, after, gone))
    }
    after = page.last
    if (after === '') return gone
  }
}

async function readMissed(reader: ReplicaReader, after: string) {
  const { round } = await reader.cursor()
  return reader.scanMissed(round, { after, most: AT_ONCE })
}

async function markPage(
  transaction: ReplicaTransaction,
  { removals }: Pass,
  after: string,
  gone: Gone,
): Promise<void> {
  const cursor = await transaction.cursor()
  const { locals } = await readMissed(transaction, after)
  const missing = locals.filter((local) => !isHeld(local, cursor))
  const written = await writtenLinks(transaction, missing)
  const removed = missing.filter(
    (local) => removals !== 'keep' && isGone(local, cursor) && !written.has(linkUid(local)),
  )
  gone.records.push(...removed.map(({ record: { kind, uid } }) => ({ kind, uid })))
  gone.links += removed.filter(isMissed).length
  const pushed = missing.filter((local) => !removed.includes(local)).map(wholeUnsent)
  if (pushed.length > 0) await transaction.putMany(pushed)
}

const isHeld = ({ record }: LocalRecord, { held }: Cursor): boolean =>
  record.kind === 'link' && held.includes(record.uid)

/** Whether it was deleted elsewhere so long ago that nobody remembers. */
const isGone = ({ seq, unsent }: LocalRecord, { startingOver }: Cursor): boolean =>
  startingOver === 'purge' && seq > 0 && !unsent

/** Links that were written to here: they come back, and their versions with them. They are marked before. */
async function writtenLinks(
  transaction: ReplicaTransaction,
  locals: readonly LocalRecord[],
): Promise<Set<string>> {
  const uids = [...new Set(locals.map(linkUid))].filter((uid) => uid !== '')
  const links = uids.length === 0 ? [] : await transaction.getMany('link', uids)
  return new Set(links.filter(({ unsent }) => unsent).map(({ record }) => record.uid))
}

const linkUid = ({ record }: LocalRecord): string =>
  record.kind === 'snapshot' ? textOf(record, 'link') : ''

const isMissed = (local: LocalRecord): boolean =>
  isLoss(local) && textOf(local.record, 'mergedInto') === ''

/** A version or a tag came with what was merged elsewhere, perhaps, before anybody knew. */
async function followGone(pass: Pass, records: Gone['records']): Promise<void> {
  const gone = new Set(records.map(recordId))
  const uidsOf = (wanted: string) =>
    records.filter(({ kind }) => kind === wanted).map(({ uid }) => uid)
  const merged = await mergedAmong(pass, uidsOf('link'))
  const tags = uidsOf('tag')
  const naming = tags.length === 0 ? [] : await lookAt(pass, (each) => each.linksNaming(tags))
  for (const [follow, uids] of [
    [followGoneLinks, merged],
    [followGoneTags, naming],
  ] as const) {
    for (const part of inParts(uids)) {
      await inTransaction(pass, (transaction) => follow(transaction, part, gone))
    }
  }
}

async function mergedAmong(pass: Pass, uids: string[]): Promise<string[]> {
  const merged: string[] = []
  for (const part of inParts(uids, AT_ONCE)) {
    const links = await lookAt(pass, (reader) => reader.getMany('link', part))
    merged.push(...links.filter(wasMerged).map(({ record }) => record.uid))
  }
  return merged
}

async function remove(pass: Pass, records: Gone['records']): Promise<void> {
  for (let at = 0; at < records.length; at += AT_ONCE) {
    await inTransaction(pass, (transaction) =>
      forgetUnwritten(transaction, records.slice(at, at + AT_ONCE)),
    )
  }
}

/** Not those that were written to in this moment: they are sent as a whole. */
async function forgetUnwritten(
  transaction: ReplicaTransaction,
  records: Gone['records'],
): Promise<void> {
  for (const [kind, each] of Map.groupBy(records, ({ kind }) => kind)) {
    const locals = await transaction.getMany(
      kind,
      each.map(({ uid }) => uid),
    )
    await transaction.forgetMany(locals.filter(({ unsent }) => !unsent).map(({ record }) => record))
  }
}
