import { isAlive, textOf } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'

type Find = (uid: string) => LocalRecord | undefined

/** The record that a dead one was merged into, at the end of however many mergers; undefined for none. */
export function survivorOf(local: LocalRecord, find: Find): LocalRecord | undefined {
  const seen = new Set([local.record.uid])
  let last = local
  for (let into = mergedInto(last); into; into = mergedInto(last)) {
    const next = find(into)
    if (!next || seen.has(into)) break
    seen.add(into)
    last = next
  }
  return last === local ? undefined : last
}

/** Uid of what a dead record was merged into, '' for nothing. */
export const mergedInto = ({ record }: LocalRecord): string =>
  isAlive(record) ? '' : textOf(record, 'mergedInto')

/** Uids of records merged into each other in a circle that this one is on, itself first; none else. */
export function circleOf(local: LocalRecord, find: Find): string[] {
  const uids = [local.record.uid]
  let last: LocalRecord | undefined = local
  while (last) {
    const into = mergedInto(last)
    if (into === local.record.uid) return uids
    if (into === '' || uids.includes(into)) return []
    uids.push(into)
    last = find(into)
  }
  return []
}
