import type { Item } from '../../../utils/sync/protocol.ts'

/** Written apart from what the clients have. */
export type Stamp = string

const FORM = /^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{8}$/

export const laterStamp = (a: Stamp, b: Stamp): Stamp => (a < b ? b : a)
export const stampMs = (stamp: Stamp): number => Number(`0x${stamp.slice(0, 12)}`)

/** All stamps of an item, and whether they have the form of one. */
export function stampsOf({ sets, members = {}, deleted = '' }: Item): {
  stamps: Stamp[]
  isForm: boolean
} {
  const removed = Object.values(members).map(([, stamp]) => stamp)
  const stamps = [
    ...sets.map(([stamp]) => stamp),
    ...Object.values(members).map(([stamp]) => stamp),
  ]
  const maybe = [...removed, deleted].filter((stamp) => stamp !== '')
  return {
    stamps: [...stamps, ...maybe],
    isForm: [...stamps, ...maybe].every((stamp) => FORM.test(stamp)),
  }
}
