import { LinkshotError } from '../model/error.ts'
import { sameValue } from './same-value.ts'

export type Row = Record<string, unknown>

/** Fields that follow from other rows or only say when; `refreshLink` and the clock set them. */
const DERIVED = new Set(['latest', 'versions', 'updatedAt', 'icon', 'thumb', 'similarKeys'])

/** Fields that hold a set: what others added since then stays. */
const SETS = new Set(['tags', 'aliases'])

/**
 * A row with what an act changed put back; fields others changed since keep their value only where that is clear.
 * @throws LinkshotError 'undo-expired'
 */
export function restored(now: Row | undefined, before: Row, after: Row): Row {
  if (now === undefined) throw new LinkshotError('undo-expired')
  const row = { ...now }
  for (const field of Object.keys(after)) {
    if (DERIVED.has(field) || sameValue(before[field], after[field])) continue
    row[field] = SETS.has(field)
      ? mergeSets(now[field], before[field], after[field])
      : revert(field, now, before, after)
  }
  return row
}

function revert(field: string, now: Row, before: Row, after: Row): unknown {
  if (sameValue(now[field], after[field])) return before[field]
  throw new LinkshotError('undo-expired', field)
}

/** What is there now, without what the act added and with what it took away. */
function mergeSets(...sets: [now: unknown, before: unknown, after: unknown]): unknown[] {
  const [now, before, after] = sets.map((set) => (set ?? []) as unknown[]) as [
    unknown[],
    unknown[],
    unknown[],
  ]
  // In the old order where nothing else changed since.
  if (sameValue(now, after)) return before
  const kept = now.filter((each) => before.includes(each) || !after.includes(each))
  const lost = before.filter((each) => !after.includes(each) && !kept.includes(each))
  return [...kept, ...lost]
}
