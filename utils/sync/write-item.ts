import type { HashText } from '../record/digest-record.ts'
import { type Json, membershipOf } from '../record/record.ts'
import type { LocalRecord } from '../record/replica.ts'
import type { Stamp } from '../record/stamp.ts'
import type { Item } from './protocol.ts'

/** What of a record is unsent, as its server is told; without the base of its note. */
export function writeItem({ record, unsent }: LocalRecord): Item {
  const { kind, uid } = record
  const sets = new Map<Stamp, Record<string, Json>>()
  for (const field of unsent?.fields ?? []) {
    const [stamp, value] = [record.fields[field], record.values[field]]
    if (stamp === undefined || value === undefined) continue
    sets.set(stamp, { ...sets.get(stamp), [field]: value })
  }
  const members = (unsent?.members ?? []).map((each) => [each, membershipOf(record, each)] as const)
  return {
    kind,
    uid,
    sets: [...sets],
    ...(members.length > 0 && {
      members: Object.fromEntries(
        members.map(([each, [added, removed]]) => [each, [added, removed]]),
      ),
    }),
    ...(unsent?.deleted && { deleted: record.deleted }),
  }
}

/** With the hash of the text a note began from, by which the server sees that another was written meanwhile. */
export async function withNoteBase(
  item: Item,
  { unsent }: LocalRecord,
  hash: HashText,
): Promise<Item> {
  if (!unsent?.fields.includes('note')) return item
  return { ...item, noteBase: await hash(unsent.noteBase ?? '') }
}

/** Bytes of an item as JSON, the base of its note included. */
export const itemBytes = (item: Item): number =>
  new TextEncoder().encode(JSON.stringify(item)).length + NOTE_BASE_BYTES

const NOTE_BASE_BYTES = 80
