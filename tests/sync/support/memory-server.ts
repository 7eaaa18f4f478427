import { digestRecord } from '../../../utils/record/digest-record.ts'
import {
  blankRecord,
  isAlive,
  RECORD_FIELDS,
  RECORD_KINDS,
  recordId,
  type SyncRecord,
  textOf,
  touchedAt,
} from '../../../utils/record/record.ts'
import {
  type DigestAnswer,
  type FailedAnswer,
  type Item,
  MOST_BYTES,
  MOST_ITEMS,
  PROTOCOL,
  type PulledItem,
  type PushResult,
  type Quota,
  type SyncServer,
} from '../../../utils/sync/protocol.ts'
import { hashNow, hashText } from './hash.ts'
import { laterStamp, type Stamp, stampMs, stampsOf } from './stamps.ts'

/** Defects a test must see. */
export type ServerMutant = 'no-lock' | 'arrival-order' | 'bad-aborts' | 'remove-wins'

/** A server with what a simulation does to it. */
export interface TestServer extends SyncServer {
  /** "Delete my cloud data": another epoch. */
  wipe(): Promise<void>
  /** Forgets what has been dead for so long. */
  purge(deadForMs: number): Promise<void>
  /** Most records, 0 for any number. */
  setMostRecords(most: number): Promise<void>
  /** The last number given. */
  lastSeq(): Promise<number>
}

interface Row {
  record: SyncRecord
  seq: number
}

const FIVE_MINUTES = 5 * 60_000
/** Of a setting. */
const NAME = /^[!-~]{1,100}$/

/**
 * docs/SYNC.md as plainly as it can be written: what the functions in the database have to do, too.
 * @param pause awaited where a database without the row lock would let others in
 */
export function createMemoryServer(
  now: () => number,
  mutant?: ServerMutant,
  pause: () => Promise<void> = () => Promise.resolve(),
): TestServer {
  let rows = new Map<string, Row>()
  let epoch = hashNow('first').slice(0, 32)
  let seq = 0
  let purged = 0
  let mostRecords = 0

  const fail = (error: FailedAnswer['error']): FailedAnswer => ({
    protocol: PROTOCOL,
    now: now(),
    error,
  })
  const quota = (): Quota => ({ records: rows.size, mostRecords, bytes: 0, mostBytes: 0 })
  const head = () => ({ protocol: PROTOCOL, now: now(), epoch })

  function reasonAgainst(item: Item): Extract<PushResult, { status: 'rejected' }> | undefined {
    const { stamps, isForm } = stampsOf(item)
    if (!isForm) return { status: 'rejected', reason: 'bad-stamp' }
    if (stamps.some((stamp) => stampMs(stamp) > now() + FIVE_MINUTES)) {
      return { status: 'rejected', reason: 'future-stamp' }
    }
    if (!RECORD_KINDS.includes(item.kind)) return { status: 'rejected', reason: 'unknown-kind' }
    if (item.kind === 'setting' && !NAME.test(item.uid)) {
      return { status: 'rejected', reason: 'bad-item' }
    }
    const known = rows.get(recordId(item))?.record ?? blankRecord(item.kind, item.uid)
    const merged = merge(known, item, false, mutant)
    const lacks = RECORD_FIELDS[item.kind].some((field) => !(field in merged.values))
    if (isAlive(merged) && lacks) {
      return { status: 'rejected', reason: 'unknown-record' }
    }
    const isNew = !rows.has(recordId(item))
    if (isNew && mostRecords > 0 && rows.size >= mostRecords) {
      return { status: 'rejected', reason: 'quota' }
    }
    return undefined
  }

  async function pushOne(item: Item): Promise<PushResult> {
    const reason = reasonAgainst(item)
    if (reason) return reason
    const id = recordId(item)
    const known = rows.get(id)?.record ?? blankRecord(item.kind, item.uid)
    const isConflict = hasNoteConflict(known, item)
    const record = merge(known, item, isConflict, mutant)
    const isSame = rows.has(id) && JSON.stringify(record) === JSON.stringify(known)
    let number = rows.get(id)?.seq ?? 0
    if (!isSame) {
      seq += 1
      number = seq
      if (mutant === 'no-lock') await pause()
      const latest = rows.get(id)?.record ?? known
      rows.set(id, { record: merge(latest, item, isConflict, mutant), seq: number })
    }
    return { status: isConflict ? 'conflict' : 'ok', seq: number }
  }

  const told = ({ record, seq: number }: Row): PulledItem => ({ ...itemOf(record), seq: number })

  /** As many as one answer has room for. */
  function cut(items: PulledItem[], most: number): PulledItem[] {
    let bytes = 0
    return items.filter((item, at) => {
      bytes += JSON.stringify(item).length
      return at < most && (at === 0 || bytes <= MOST_BYTES)
    })
  }

  const linkIsAlive = (record: SyncRecord): boolean => {
    const link = rows.get(recordId({ kind: 'link', uid: textOf(record, 'link') }))?.record
    return link !== undefined && isAlive(link)
  }

  const lives = (record: SyncRecord): boolean => {
    if (record.kind !== 'snapshot') return isAlive(record)
    const link = rows.get(recordId({ kind: 'link', uid: textOf(record, 'link') }))?.record
    return linkIsAlive(record) && (isAlive(record) || link?.deleted === record.deleted)
  }

  return {
    async push(theirEpoch, _device, items) {
      if (theirEpoch !== epoch) return fail('epoch')
      if (items.length > MOST_ITEMS) return fail('too-many')
      if (JSON.stringify(items).length > MOST_BYTES) return fail('too-large')
      const before = seq
      const bad = items.map(reasonAgainst).find(Boolean)
      if (mutant === 'bad-aborts' && bad) {
        return { ...head(), before, seq, quota: quota(), results: items.map(() => bad) }
      }
      const results: PushResult[] = []
      for (const item of items) results.push(await pushOne(item))
      return { ...head(), before, seq, quota: quota(), results }
    },
    async pull(theirEpoch, after, most, theirPurged) {
      // Put back from a backup.
      if (theirEpoch === epoch && after > seq) epoch = hashNow(`${epoch} again`).slice(0, 32)
      const isOld = after < purged && theirPurged !== purged
      if (theirEpoch !== epoch || isOld) {
        return { ...head(), items: [], upTo: 0, more: true, reset: true, purged, quota: quota() }
      }
      const later = [...rows.values()].filter((row) => row.seq > after)
      const sorted = later.sort((a, b) => a.seq - b.seq).map(told)
      const items = cut(sorted, most)
      const upTo = items.at(-1)?.seq ?? after
      return { ...head(), items, upTo, more: items.length < sorted.length, purged, quota: quota() }
    },
    async fetch(theirEpoch, kind, which, past) {
      if (theirEpoch !== epoch) return fail('epoch')
      const isWanted = ({ uid, values }: SyncRecord): boolean => {
        if ('uids' in which) return which.uids.includes(uid)
        if ('links' in which) return which.links.includes(String(values['link']))
        return Number.parseInt(hashNow(uid).slice(0, 2), 16) === which.bucket
      }
      const found = [...rows.values()]
        .filter(({ record }) => record.kind === kind && record.uid > past && isWanted(record))
        .sort((a, b) => (a.record.uid < b.record.uid ? -1 : 1))
        .map(told)
      const items = cut(found, MOST_ITEMS)
      return { ...head(), items, more: items.length < found.length }
    },
    async digest(theirEpoch) {
      if (theirEpoch !== epoch) return fail('epoch')
      const entries = RECORD_KINDS.map((kind) => {
        const empty = Array.from({ length: 256 }, (): [number, number] => [0, 0])
        return [kind, empty] as const
      })
      const digest = Object.fromEntries(entries) as DigestAnswer['digest']
      for (const { record } of rows.values()) {
        if (!lives(record)) continue
        const { bucket, digest: own } = await digestRecord(record, hashText)
        const [count, sum] = digest[record.kind][bucket] ?? [0, 0]
        digest[record.kind][bucket] = [count + 1, (sum + own) % 2 ** 48]
      }
      return { ...head(), digest }
    },
    async wipe() {
      rows = new Map()
      epoch = hashNow(epoch).slice(0, 32)
      seq = 0
      purged = 0
    },
    async purge(deadForMs) {
      const isOld = (stamp: Stamp) => stamp !== '' && stampMs(stamp) < now() - deadForMs
      const gone = [...rows].filter(([, { record }]) => {
        if (record.kind !== 'snapshot') return !isAlive(record) && isOld(record.deleted)
        const link = rows.get(recordId({ kind: 'link', uid: textOf(record, 'link') }))?.record
        if (link && !isAlive(link)) return isOld(link.deleted)
        if (!link) return isOld(laterStamp(touchedAt(record), record.deleted))
        return !lives(record) && isOld(record.deleted)
      })
      for (const [id, row] of gone) {
        rows.delete(id)
        purged = Math.max(purged, row.seq)
      }
    },
    async setMostRecords(most) {
      mostRecords = most
    },
    lastSeq: async () => seq,
  }
}

function hasNoteConflict(known: SyncRecord, item: Item): boolean {
  const set = item.sets.find(([, values]) => 'note' in values)
  if (!set || item.noteBase === undefined) return false
  const stored = textOf(known, 'note')
  if (known.fields['note'] === set[0] || stored === set[1]['note']) return false
  return hashNow(stored) !== item.noteBase || (known.fields['note'] ?? '') > set[0]
}

/** Written apart from what the clients have. */
function merge(
  known: SyncRecord,
  item: Item,
  leavesNote: boolean,
  mutant: ServerMutant | undefined,
): SyncRecord {
  const fields = { ...known.fields }
  const values = { ...known.values }
  for (const [stamp, set] of item.sets) {
    for (const [field, value] of Object.entries(set)) {
      if (leavesNote && field === 'note') continue
      if (mutant !== 'arrival-order' && stamp <= (fields[field] ?? '')) continue
      fields[field] = stamp
      values[field] = value
    }
  }
  const members = { ...known.members }
  for (const [member, [added, removed]] of Object.entries(item.members ?? {})) {
    const [a, r] = members[member] ?? ['', '']
    const merged: [Stamp, Stamp] = [laterStamp(a, added), laterStamp(r, removed)]
    // The defect: whoever takes off wins, whatever they knew.
    const isTakenOff = removed !== '' && removed >= added && mutant === 'remove-wins'
    members[member] = isTakenOff ? [merged[0], merged[0]] : merged
  }
  const deleted = laterStamp(known.deleted, item.deleted ?? '')
  return { ...known, fields, values, members, deleted }
}

function itemOf(record: SyncRecord): Item {
  const sets = Object.entries(record.fields).map(([field, stamp]): Item['sets'][number] => [
    stamp,
    { [field]: record.values[field] ?? null },
  ])
  const members = Object.entries(record.members).map(
    ([member, [added, removed]]): [string, [Stamp, Stamp]] => [member, [added, removed]],
  )
  const { kind, uid, deleted } = record
  return { kind, uid, sets, members: Object.fromEntries(members), deleted }
}
