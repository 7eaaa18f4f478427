import {
  isAlive,
  type Membership,
  membershipOf,
  type SyncRecord,
  stampsOf,
  textOf,
} from './record.ts'
import type { LocalRecord, Unsent } from './replica.ts'
import { laterStamp } from './stamp.ts'

/** What of a record is greater than what the server has, which is then unsent; undefined for nothing. */
export function unsentAgainst(
  record: SyncRecord,
  theirs: SyncRecord,
  before?: Unsent,
): Unsent | undefined {
  const fields = Object.keys(record.fields).filter(
    (field) =>
      (record.fields[field] ?? '') > (theirs.fields[field] ?? '') && field in record.values,
  )
  const members = Object.keys(record.members).filter(
    (member) => !isSame(membershipOf(record, member), membershipOf(theirs, member)),
  )
  const deleted = record.deleted > theirs.deleted
  return anyUnsent({
    fields,
    members,
    deleted,
    base: stampsOf(theirs).reduce(laterStamp, before?.base ?? ''),
    ...(fields.includes('note') && { noteBase: textOf(theirs, 'note') }),
    ...(before?.rejected !== undefined && { rejected: before.rejected }),
    ...(before?.wasRefused && { wasRefused: true }),
  })
}

/** A record of which the server has nothing: all of it is unsent. */
export function wholeUnsent(local: LocalRecord): LocalRecord {
  const { record, unsent } = local
  const fields = Object.keys(record.fields).filter((field) => field in record.values)
  const whole = anyUnsent({
    base: '',
    ...unsent,
    fields,
    members: Object.keys(record.members),
    deleted: record.deleted !== '',
    ...(fields.includes('note') && { noteBase: '' }),
  })
  return { ...withUnsent(local, whole), seq: 0 }
}

/**
 * A record whose server has acknowledged what was sent of it: that is no longer unsent, later edits are.
 * @param sent the record as it was when it was sent
 * @param keepsNote whether the server left the note alone
 */
export function acknowledged(
  local: LocalRecord,
  sent: LocalRecord,
  keepsNote: boolean,
): LocalRecord {
  const { record, unsent } = local
  if (!unsent) return local
  const was = sent.unsent
  const isSent = (field: string) =>
    (was?.fields.includes(field) ?? false) &&
    !(keepsNote && field === 'note') &&
    record.fields[field] === sent.record.fields[field]
  const isSentMember = (member: string) =>
    (was?.members.includes(member) ?? false) &&
    isSame(membershipOf(record, member), membershipOf(sent.record, member))
  const sentNote = was?.fields.includes('note') && !keepsNote
  const noteBase = sentNote ? textOf(sent.record, 'note') : (unsent.noteBase ?? '')
  const fields = unsent.fields.filter((field) => !isSent(field))
  const left = anyUnsent({
    ...withoutNote(unsent),
    fields,
    members: unsent.members.filter((member) => !isSentMember(member)),
    deleted: unsent.deleted && !(was?.deleted && record.deleted === sent.record.deleted),
    ...(fields.includes('note') && { noteBase }),
  })
  return withUnsent(local, left)
}

/** What was refused, to be sent again: its owner may have made room for it. */
export const retried = ({ rejected: _, ...unsent }: Unsent): Unsent => unsent

/** A record with other unsent parts, or none. */
export function withUnsent(
  { unsent: _, ...rest }: LocalRecord,
  unsent: Unsent | undefined,
): LocalRecord {
  return unsent ? { ...rest, unsent } : rest
}

const withoutNote = ({ noteBase: _, ...rest }: Unsent): Unsent => rest

const anyUnsent = (unsent: Unsent): Unsent | undefined =>
  unsent.fields.length > 0 || unsent.members.length > 0 || unsent.deleted ? unsent : undefined

const isSame = (a: Membership, b: Membership): boolean => a[0] === b[0] && a[1] === b[1]

/**
 * Whether a link is there by its unsent edits only: it was deleted before, and the server may know that. Something may
 * follow from that for others.
 */
export const isBroughtBack = ({ record, unsent }: LocalRecord): boolean =>
  record.kind === 'link' &&
  record.deleted !== '' &&
  isAlive(record) &&
  unsent !== undefined &&
  unsent.base <= record.deleted
