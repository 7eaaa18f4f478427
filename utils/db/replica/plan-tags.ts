import { isAlive, type SyncRecord } from '../../record/record.ts'
import { tagKeyOf } from '../tag-key.ts'

/** A tag as it is shown: inside which other, '' at the top. */
export interface ShownTag {
  record: SyncRecord
  parent: string
}

/**
 * Which tags are shown, and where, parents before those inside them. A tag waits for its parent to arrive; where
 * the parent was merged it is inside the other one, where it was deleted at the top. Of two of one name in one
 * place the one with the smaller uid is shown: which becomes of the other is decided by whoever resolves them.
 */
export function planTags(records: readonly SyncRecord[]): Map<string, ShownTag> {
  const byUid = new Map(records.map((record) => [record.uid, record]))
  const shown = new Map<string, ShownTag>()
  const places = new Set<string>()
  const waiting = records.filter(isAlive).toSorted((a, b) => (a.uid < b.uid ? -1 : 1))
  const show = (record: SyncRecord, parent: string): void => {
    const place = `${parent} ${tagKeyOf(textOf(record, 'name'))}`
    if (places.has(place)) return
    places.add(place)
    shown.set(record.uid, { record, parent })
  }
  const parents = new Map(waiting.map((record) => [record.uid, parentOf(record, byUid)]))
  let level = waiting.filter(({ uid }) => parents.get(uid) === '')
  while (level.length > 0) {
    const above = new Set<string>()
    for (const record of level) {
      show(record, parents.get(record.uid) ?? '')
      if (shown.has(record.uid)) above.add(record.uid)
    }
    level = waiting.filter(({ uid }) => above.has(parents.get(uid) ?? ''))
  }
  return shown
}

const textOf = ({ values }: SyncRecord, field: string): string => {
  const value = values[field]
  return typeof value === 'string' ? value : ''
}

/** Uid of the tag it is inside of, '' at the top; undefined as long as that has not arrived. */
function parentOf(record: SyncRecord, byUid: ReadonlyMap<string, SyncRecord>): string | undefined {
  const seen = new Set([record.uid])
  let uid = textOf(record, 'parent')
  while (uid !== '') {
    const parent = byUid.get(uid)
    if (!parent) return undefined
    if (isAlive(parent)) return uid
    // Where merging went in a circle nobody is left to be inside of.
    if (seen.has(uid)) return ''
    seen.add(uid)
    uid = textOf(parent, 'mergedInto')
  }
  return ''
}
