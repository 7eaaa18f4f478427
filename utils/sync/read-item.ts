import { isField, isFieldValue, isMemberOf, isUidOf } from '../record/check-field.ts'
import type { Received } from '../record/receive-record.ts'
import { type Json, type Membership, RECORD_KINDS, type RecordKind } from '../record/record.ts'
import { isStamp, type Stamp, stampMs } from '../record/stamp.ts'
import { isObject } from './is-object.ts'

/** Why a record the server told of is not stored. */
export interface BadItem {
  kind: string
  uid: string
  reason: 'bad-item' | 'bad-field' | 'bad-stamp'
  /** The field or member. */
  detail: string
}

/** A server that keeps to the protocol refuses stamps far sooner. */
const MOST_AHEAD_MS = 24 * 60 * 60_000

/** A record out of an answer, of which nothing is taken for granted. */
export function readItem(raw: unknown, now: number): Received | BadItem {
  if (!isObject(raw)) return bad({}, 'bad-item', 'item')
  const { kind, uid, seq } = raw
  if (!isKind(kind) || !isUidOf(kind, uid)) return bad(raw, 'bad-item', 'uid')
  if (!isSeq(seq)) return bad(raw, 'bad-item', 'seq')
  const sets = readSets(kind, raw['sets'], now)
  if ('reason' in sets) return bad(raw, sets.reason, sets.detail)
  const members = readMembers(kind, raw['members'], now)
  if ('reason' in members) return bad(raw, members.reason, members.detail)
  const deleted = raw['deleted'] ?? ''
  if (deleted !== '' && !isGood(deleted, now)) return bad(raw, 'bad-stamp', 'deleted')
  return { record: { kind, uid, ...sets, members: members.members, deleted }, seq }
}

type Fault = Pick<BadItem, 'reason' | 'detail'>

function readSets(
  kind: RecordKind,
  raw: unknown,
  now: number,
): { fields: Record<string, Stamp>; values: Record<string, Json> } | Fault {
  if (!Array.isArray(raw)) return { reason: 'bad-item', detail: 'sets' }
  const fields: Record<string, Stamp> = {}
  const values: Record<string, Json> = {}
  for (const set of raw) {
    if (!Array.isArray(set) || !isObject(set[1])) return { reason: 'bad-item', detail: 'sets' }
    const stamp: unknown = set[0]
    if (!isGood(stamp, now)) return { reason: 'bad-stamp', detail: 'sets' }
    for (const [field, value] of Object.entries(set[1])) {
      // Of a client that knows more: another one of this kind merges it.
      if (!isField(kind, field)) continue
      if (!isFieldValue(kind, field, value)) return { reason: 'bad-field', detail: field }
      if (stamp <= (fields[field] ?? '')) continue
      fields[field] = stamp
      values[field] = value
    }
  }
  return { fields, values }
}

function readMembers(
  kind: RecordKind,
  raw: unknown,
  now: number,
): { members: Record<string, Membership> } | Fault {
  if (raw === undefined || raw === null) return { members: {} }
  if (!isObject(raw)) return { reason: 'bad-item', detail: 'members' }
  const members: Record<string, Membership> = {}
  for (const [member, stamps] of Object.entries(raw)) {
    if (!isMemberOf(kind, member)) continue
    if (!Array.isArray(stamps)) return { reason: 'bad-stamp', detail: member }
    const [added, removed]: unknown[] = stamps
    if (!isGood(added, now)) return { reason: 'bad-stamp', detail: member }
    if (removed !== '' && !isGood(removed, now)) return { reason: 'bad-stamp', detail: member }
    members[member] = [added, removed]
  }
  return { members }
}

const isGood = (value: unknown, now: number): value is Stamp =>
  isStamp(value) && stampMs(value) <= now + MOST_AHEAD_MS

const isKind = (value: unknown): value is RecordKind =>
  typeof value === 'string' && RECORD_KINDS.some((kind) => kind === value)

const isSeq = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0

/** What is shown of it may be anything, so it is short. */
const bad = (
  { kind, uid }: { kind?: unknown; uid?: unknown },
  reason: BadItem['reason'],
  detail: string,
): BadItem => ({ kind: named(kind), uid: named(uid), reason, detail: named(detail) })

const named = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 100) : '')
