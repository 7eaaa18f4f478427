import { combineNotes } from './combine-notes.ts'
import { editRecord } from './edit-record.ts'
import { mergeRecords } from './merge-records.ts'
import { blankRecord, type SyncRecord, textOf } from './record.ts'
import type { LocalRecord } from './replica.ts'
import { laterStamp, type Stamp, stampDevice } from './stamp.ts'
import { unsentAgainst, withUnsent } from './unsent-parts.ts'

/** A whole record from the server. */
export interface Received {
  record: SyncRecord
  seq: number
}

/** The local record after the server told its state: what is greater stays and is unsent, the rest gives way. */
export function receiveRecord(
  local: LocalRecord | undefined,
  { record: theirs, seq }: Received,
  round: number,
): LocalRecord {
  if (!local) return { record: theirs, seq, round }
  const record = mergeRecords(local.record, theirs)
  return withUnsent({ record, seq, round }, unsentAgainst(record, theirs, local.unsent))
}

/** Who reads what the server told. */
export interface Reader {
  device: string
  /** Whether the server's epoch is new to the record: it may lack what was acknowledged in the one before. */
  isNewEpoch: boolean
}

/**
 * The note that has to be written anew, with a stamp of now, because both sides changed it or because the unsent
 * one would lose against a text that it was made from; undefined where merging by stamps is right.
 */
export function renewedNote(
  { record, unsent }: LocalRecord,
  theirs: SyncRecord,
  { device, isNewEpoch }: Reader,
): string | undefined {
  if (!isNewEpoch && !unsent?.fields.includes('note')) return undefined
  const [mine, other] = [textOf(record, 'note'), textOf(theirs, 'note')]
  const [stamp, otherStamp] = [record.fields['note'] ?? '', theirs.fields['note'] ?? '']
  if (stamp === otherStamp || mine === other) return undefined
  if (!isNewEpoch) {
    // The text before: told by the last pull, or sent by this device whose answer was lost.
    const wasKnown = other === unsent?.noteBase || stampDevice(otherStamp) === device
    if (wasKnown) return otherStamp > stamp ? mine : undefined
    // Not edited here, only not known there: it gives way, though its stamp may be the greater one.
    if (mine === unsent?.noteBase) return otherStamp > stamp ? undefined : other
  }
  const both = combineNotes(other, mine)
  const wins = (both === other && otherStamp > stamp) || (both === mine && stamp > otherStamp)
  return wins ? undefined : both
}

/** `local` with a note written anew. */
export const renewNote = (local: LocalRecord, note: string, stamp: Stamp): LocalRecord =>
  editRecord(local, { values: { note } }, stamp)

/** A server's record whose values are taken also where stamps agree: what a digest found to differ. */
export function takeTheirs(local: LocalRecord | undefined, theirs: Received, round: number) {
  if (!local) return receiveRecord(local, theirs, round)
  const agreeing = Object.keys(local.record.fields).filter(
    (field) => local.record.fields[field] === theirs.record.fields[field],
  )
  const values = agreeing.map((field) => [field, theirs.record.values[field] ?? null] as const)
  const record = {
    ...local.record,
    values: { ...local.record.values, ...Object.fromEntries(values) },
  }
  return receiveRecord({ ...local, record }, theirs, round)
}

/** A local record nobody has written to yet. */
export const blankLocal = (kind: SyncRecord['kind'], uid: string): LocalRecord => ({
  record: blankRecord(kind, uid),
  seq: 0,
  round: 0,
})

/** The greatest of stamps, '' for none. */
export const greatestStamp = (stamps: readonly Stamp[]): Stamp => stamps.reduce(laterStamp, '')
