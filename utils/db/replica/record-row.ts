import {
  blankRecord,
  type Json,
  type Membership,
  RECORD_FIELDS,
  RECORD_KINDS,
  type RecordKind,
  type RecordStamps,
  recordId,
} from '../../record/record.ts'
import type { LocalRecord, Unsent } from '../../record/replica.ts'
import type { Stamp } from '../../record/stamp.ts'

/**
 * What sync knows of a record, as it is stored: stamps, what is unsent, and the values of which no row of the
 * library holds any. The values of a record that is shown are those of its row.
 */
export interface RecordRow {
  /** 'link:<uid>' and so on. */
  id: string
  kind: RecordKind
  uid: string
  /** Stamp of all fields but those in `later`. */
  at: Stamp
  /** Fields with another stamp; '' for one the record does not have. */
  later?: Record<string, Stamp>
  members?: Record<string, Membership>
  deleted?: Stamp
  seq: number
  round: number
  unsent?: Unsent
  /** Its place in the order of sending, `REJECTED` where it was refused; only where something is unsent. */
  pending?: number
  /** Values of fields that no row holds: of a record held back, or unsent when it was deleted. */
  values?: Record<string, Json>
  /** Names of what it refers to: the tags of a link, the link of a snapshot or of one merged into it. */
  refs?: string[]
}

/** After all that is to be sent. */
export const REJECTED = 9

/**
 * A record as it is read from its row of stamps and its row in the library. A stamp without a value, as deleted
 * records leave behind, tells nothing: it would keep the value from coming again.
 */
export function localOf(row: RecordRow, values: Readonly<Record<string, Json>>): LocalRecord {
  const { kind, uid, members = {}, deleted = '', seq, round, unsent } = row
  const stamps = Object.entries(unpackFields(row)).filter(([field]) => field in values)
  const record = { kind, uid, fields: Object.fromEntries(stamps), values, members, deleted }
  return { record, seq, round, ...(unsent ? { unsent } : {}) }
}

/** A record by its row of stamps alone. */
export const withoutValues = (row: RecordRow): LocalRecord => {
  const local = localOf(row, unpackFields(row))
  return { ...local, record: { ...local.record, values: {} } }
}

/** @param values those that no row of the library holds */
export function rowOf(
  { record, seq, round, unsent }: LocalRecord,
  values?: Readonly<Record<string, Json>>,
): RecordRow {
  const { kind, uid, members, deleted } = record
  const refs = refsOf(record, values)
  return {
    id: recordId(record),
    kind,
    uid,
    ...packFields(record),
    ...(Object.keys(members).length > 0 ? { members } : {}),
    ...(deleted ? { deleted } : {}),
    seq,
    round,
    ...(unsent ? { unsent } : {}),
    ...(unsent ? { pending: unsent.rejected === undefined ? placeOf(record) : REJECTED } : {}),
    ...(values ? { values } : {}),
    ...(refs.length > 0 ? { refs } : {}),
  }
}

/** Tags have places below this. */
export const FIRST_LINK = 1

/**
 * By kind, and one of its own for each, nearly: who sends goes on behind the last one. From the beginning the browser
 * would walk over all that was there before, long after it went.
 */
export function placeOf({ kind, uid }: Pick<RecordRow, 'kind' | 'uid'>): number {
  let hash = 0
  for (let at = 0; at < uid.length; at += 1) hash = (Math.imul(hash, 31) + uid.charCodeAt(at)) >>> 0
  return RECORD_KINDS.indexOf(kind) + hash / 2 ** 32
}

/** Name under which tombstones are found. */
export const DEAD = 'dead'

/** That a record is deleted, and nothing of what it was. */
export function tombstoneOf({ record, seq, round }: LocalRecord): RecordRow {
  const { kind, uid, deleted } = record
  return { ...rowOf({ record: { ...blankRecord(kind, uid), deleted }, seq, round }), refs: [DEAD] }
}

/**
 * Name under which what refers to a record is found: `into` for links merged into one, `link` for versions that no row
 * shows, which are few.
 */
export const refTo = (kind: 'tag' | 'link' | 'into', uid: string): string => `${kind}:${uid}`

function refsOf(
  { kind, members }: RecordStamps,
  values?: Readonly<Record<string, Json>>,
): string[] {
  if (kind === 'link') {
    const into = values?.['mergedInto']
    const tags = Object.keys(members).map((uid) => refTo('tag', uid))
    return typeof into === 'string' && into !== '' ? [...tags, refTo('into', into)] : tags
  }
  const link = kind === 'snapshot' ? values?.['link'] : undefined
  return typeof link === 'string' ? [refTo('link', link)] : []
}

/** Nearly all fields of nearly all records have one stamp: that of their making. */
function packFields({ kind, fields }: RecordStamps): Pick<RecordRow, 'at' | 'later'> {
  const names = namesOf(kind, fields)
  const at = mostFrequent(Object.values(fields))
  const later = names.filter((name) => (fields[name] ?? '') !== at)
  if (later.length === 0) return { at }
  return { at, later: Object.fromEntries(later.map((name) => [name, fields[name] ?? ''])) }
}

function unpackFields({ kind, at, later = {} }: RecordRow): Record<string, Stamp> {
  const all = namesOf(kind, later).map((name) => [name, later[name] ?? at] as const)
  return Object.fromEntries(all.filter(([, stamp]) => stamp !== ''))
}

/** A newer client may know fields this one does not. */
const namesOf = (kind: RecordKind, fields: object): string[] => [
  ...new Set([...RECORD_FIELDS[kind], ...Object.keys(fields)]),
]

function mostFrequent(stamps: Stamp[]): Stamp {
  const counts = new Map<Stamp, number>()
  for (const stamp of stamps) counts.set(stamp, (counts.get(stamp) ?? 0) + 1)
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), ['', 0])[0]
}
