import { mergeRecords } from '../record/merge-records.ts'
import {
  greatestStamp,
  type Received,
  receiveRecord,
  renewedNote,
  renewNote,
  takeTheirs,
} from '../record/receive-record.ts'
import { isAlive, recordId, stampsOf, textOf } from '../record/record.ts'
import type { Cursor, LocalRecord, ReplicaTransaction } from '../record/replica.ts'
import { laterStamp } from '../record/stamp.ts'
import { isBroughtBack } from '../record/unsent-parts.ts'
import { knownOf } from './known-records.ts'
import type { Pass } from './pass.ts'
import { type BadItem, readItem } from './read-item.ts'

/** What is done with records beside merging them. */
export interface StoreWays {
  /** Removals of links are left, and noted in the cursor. */
  holds?: boolean
  /** Values of the same stamp are the server's. */
  takesTheirs?: boolean
}

/** What of an answer can be stored; the rest is told to whoever started the pass. */
export function readItems(pass: Pass, raw: readonly unknown[], now: number): Received[] {
  const items = raw.map((each) => readItem(each, now))
  pass.bad.push(...items.filter(isBad))
  return items.filter((item): item is Received => !isBad(item))
}

const isBad = (item: Received | BadItem): item is BadItem => 'reason' in item

/** Merges records of the server into the replica, in one of its transactions. */
export async function storeItems(
  transaction: ReplicaTransaction,
  pass: Pass,
  items: readonly Received[],
  ways: StoreWays = {},
): Promise<void> {
  await readStamps(transaction, items)
  const cursor = await transaction.cursor()
  const known = await knownOf(transaction, items)
  const held = new Set(cursor.held)
  const cameBack = new Set(cursor.cameBack)
  const puts = new Map<string, LocalRecord>()
  for (const item of items) {
    const { record } = item
    const id = recordId(record)
    const local = puts.get(id) ?? known.get(id)
    if (ways.holds && isRemoval(local, item)) {
      held.add(record.uid)
      pass.left.set(record.uid, item)
      continue
    }
    if (record.kind === 'link') held.delete(record.uid)
    if (!local && isNobodys(item) && !(await livesByLink(transaction, item, puts))) continue
    const after = await storedItem(transaction, local, item, cursor, ways)
    if (isBack(local, after)) cameBack.add(record.uid)
    puts.set(id, after)
  }
  if (puts.size > 0) await transaction.putMany([...puts.values()])
  await transaction.setCursor({ ...cursor, held: [...held], cameBack: [...cameBack] })
}

async function storedItem(
  transaction: ReplicaTransaction,
  local: LocalRecord | undefined,
  item: Received,
  { round, epochRound }: Cursor,
  { takesTheirs }: StoreWays,
): Promise<LocalRecord> {
  const isNewEpoch = local !== undefined && local.round < epochRound
  if (!local || !(local.unsent || isNewEpoch)) {
    return takesTheirs ? takeTheirs(local, item, round) : receiveRecord(local, item, round)
  }
  const { device } = await transaction.clock()
  const note = renewedNote(local, item.record, { device, isNewEpoch })
  const renewed = note === undefined ? local : renewNote(local, note, await transaction.stamp())
  return receiveRecord(renewed, item, round)
}

/** The next stamp is greater than each that was read. */
async function readStamps(
  transaction: ReplicaTransaction,
  items: readonly Received[],
): Promise<void> {
  const clock = await transaction.clock()
  const greatest = greatestStamp(items.flatMap(({ record }) => stampsOf(record)))
  if (greatest <= clock.read) return
  await transaction.setClock({ ...clock, read: greatest, last: laterStamp(clock.last, greatest) })
}

/** Whether a link that is shown, and not in the trash, would be gone; one that was merged is elsewhere. */
function isRemoval(local: LocalRecord | undefined, { record: theirs }: Received): boolean {
  if (theirs.kind !== 'link' || theirs.deleted === '' || !local || !isLoss(local)) return false
  const merged = mergeRecords(local.record, theirs)
  return !isAlive(merged) && textOf(merged, 'mergedInto') === ''
}

/** Whether it would be missed. */
export const isLoss = ({ record }: LocalRecord): boolean =>
  record.kind === 'link' && isAlive(record) && textOf(record, 'state') !== 'trash'

/** Dead, and never known here. Of tags and merged links others may have to be told where they went. */
const isNobodys = ({ record }: Received): boolean =>
  record.kind !== 'tag' && !isAlive(record) && textOf(record, 'mergedInto') === ''

/** Whether a version was deleted with its link, which came back. */
async function livesByLink(
  transaction: ReplicaTransaction,
  { record }: Received,
  puts: Map<string, LocalRecord>,
): Promise<boolean> {
  if (record.kind !== 'snapshot') return false
  const uid = textOf(record, 'link')
  const [known] = await transaction.getMany('link', [uid])
  const link = (puts.get(recordId({ kind: 'link', uid })) ?? known)?.record
  return link !== undefined && isAlive(link) && link.deleted === record.deleted
}

/** Whether a link lives again that was deleted: its versions may be known to nobody here. */
function isBack(before: LocalRecord | undefined, { record }: LocalRecord): boolean {
  if (record.kind !== 'link' || !isAlive(record)) return false
  return before ? !isAlive(before.record) || isBroughtBack(before) : record.deleted !== ''
}
