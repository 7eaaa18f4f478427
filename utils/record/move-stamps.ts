import { type SyncRecord, stampsOf } from './record.ts'
import type { LocalRecord } from './replica.ts'
import { laterStamp, type Stamp, stampAfter, stampDevice, stampMs, stampOf } from './stamp.ts'

/** Which stamps are moved, and where to. */
export interface Move {
  device: string
  /** Stamps of the device after this one are moved, and stay after it: others may have seen that. */
  past: Stamp
  /** The new time of one. */
  to: (ms: number) => number
}

/**
 * Unsent records whose stamps were made by a clock that was wrong. Stamps keep their order and stay apart, and come
 * after all a record had before: else an edit would lose against what it was made from.
 * @returns for each the same one where none of its stamps was moved
 */
export function moveStamps(locals: readonly LocalRecord[], move: Move): LocalRecord[] {
  const { device, past } = move
  const isWrong = (stamp: Stamp) => stampDevice(stamp) === device && stamp > past
  const wrong = locals.flatMap(({ record, unsent }) =>
    unsent ? stampsOf(record).filter(isWrong) : [],
  )
  const moved = newStamps([...new Set(wrong)].sort(), move)
  return locals.map((local) => (local.unsent ? moveRecord(local, moved, device) : local))
}

function newStamps(sorted: readonly Stamp[], { device, past, to }: Move): Map<Stamp, Stamp> {
  let last = past
  return new Map(
    sorted.map((stamp) => {
      const ms = Math.max(0, Math.trunc(to(stampMs(stamp))))
      const shifted = stampOf(ms, Number.parseInt(stamp.slice(13, 17), 16), device)
      last = shifted > last ? shifted : stampAfter(last, 0, device)
      return [stamp, last] as const
    }),
  )
}

function moveRecord(local: LocalRecord, moved: Map<Stamp, Stamp>, device: string): LocalRecord {
  const own = [...new Set(stampsOf(local.record))].filter((stamp) => moved.has(stamp)).sort()
  if (own.length === 0) return local
  const map = new Map<Stamp, Stamp>()
  let last = local.unsent?.base ?? ''
  for (const stamp of own) {
    const wanted = moved.get(stamp) ?? stamp
    last = wanted > last ? wanted : stampAfter(last, 0, device)
    map.set(stamp, last)
  }
  return { ...local, record: mapStamps(local.record, (stamp) => map.get(stamp) ?? stamp) }
}

function mapStamps(record: SyncRecord, map: (stamp: Stamp) => Stamp): SyncRecord {
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
