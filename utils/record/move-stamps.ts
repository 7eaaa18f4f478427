import { stampsOf } from './record.ts'
import type { LocalRecord } from './replica.ts'
import { laterStamp, type Stamp, stampAfter, stampDevice, stampMs } from './stamp.ts'

/** Which stamps are moved, and where to. */
export interface Move {
  device: string
  /** Stamps of the device after this one are moved, and stay after it: others may have seen that. */
  past: Stamp
  /** The new time of one. */
  to: (ms: number) => number
}

/**
 * An unsent record whose stamps were made by a clock that was wrong. They keep their order, and come after all the
 * record had before: else an edit would lose against what it was made from.
 * @returns the same record where none was moved
 */
export function moveStamps(local: LocalRecord, { device, past, to }: Move): LocalRecord {
  const { record, unsent } = local
  if (!unsent) return local
  const wrong = [...new Set(stampsOf(record))]
    .filter((stamp) => stampDevice(stamp) === device && stamp > past)
    .sort()
  if (wrong.length === 0) return local
  const moved = new Map<Stamp, Stamp>()
  let last = laterStamp(unsent.base, past)
  for (const stamp of wrong) {
    last = stampAfter(last, Math.max(0, Math.trunc(to(stampMs(stamp)))), device)
    moved.set(stamp, last)
  }
  return { ...local, record: mapStamps(record, (stamp) => moved.get(stamp) ?? stamp) }
}

function mapStamps(record: LocalRecord['record'], map: (stamp: Stamp) => Stamp) {
  const fields = Object.entries(record.fields).map(([field, stamp]) => [field, map(stamp)] as const)
  const members = Object.entries(record.members).map(
    ([member, [added, removed]]) => [member, [map(added), map(removed)] as const] as const,
  )
  return {
    ...record,
    fields: Object.fromEntries(fields),
    members: Object.fromEntries(members),
    deleted: map(record.deleted),
  }
}

/** The greatest stamp of a device in a record, '' for none. */
export const lastOf = ({ record }: LocalRecord, device: string): Stamp =>
  stampsOf(record)
    .filter((stamp) => stampDevice(stamp) === device)
    .reduce(laterStamp, '')
