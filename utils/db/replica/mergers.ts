import { Dexie } from 'dexie'
import { type RecordEdit, setMembers } from '../../record/edit-record.ts'
import { isMember, membershipOf, textOf } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import type { Stamp } from '../../record/stamp.ts'
import type { Described } from './describe-row.ts'

/** Uids of tags and links with the uid of what each is merged into. */
export type Mergers = ReadonlyMap<string, string>

const mergers = new WeakMap<object, Map<string, string>>()

/** What is merged in a transaction of the browser's. */
export function mergersIn(trans: object): Map<string, string> {
  const known = mergers.get(trans) ?? new Map<string, string>()
  mergers.set(trans, known)
  return known
}

/**
 * Says that a tag or a link is merged into another, which no row tells: others have to know where it went. Call it
 * before links are changed.
 */
export function noteMerger(from: string, into: string): void {
  const trans = Dexie.currentTransaction?.idbtrans
  if (trans) mergersIn(trans).set(from, into)
}
/**
 * The deletion of a record, which of a merged tag or link says where it went.
 * @param shown its members the row had: a tag that was deleted elsewhere may come back, and be moved then
 */
export function deletion(
  { record }: LocalRecord,
  shown: readonly string[],
  mergers: Mergers,
): RecordEdit {
  const mergedInto = mergers.get(record.uid)
  if (mergedInto === undefined) return { delete: true }
  // The other one has them by now; whatever is written to this one from now on is seen to be new.
  const note = textOf(record, 'note') === '' ? {} : { note: '' }
  return { delete: true, values: { mergedInto, ...note }, remove: shown }
}

/** What a link another was merged into says anew: else both would be gone where it is deleted elsewhere. */
export function touched(
  { kind, uid, values }: Pick<Described, 'kind' | 'uid' | 'values'>,
  mergers: Mergers,
): Described['values'] {
  const isKeeper = kind === 'link' && [...mergers.values()].includes(uid)
  return isKeeper ? { url: values['url'] ?? '' } : {}
}

/**
 * A tag that stood beside one that was merged into it stands for two from now on: it is put on anew, since somebody may
 * merge the two the other way round in this moment, which takes it off.
 */
export function putAnew(
  link: LocalRecord,
  before: readonly string[],
  stamp: Stamp,
  mergers: Mergers,
): LocalRecord {
  const left = before.filter((uid) => !isMember(link.record.members[uid]))
  const twice = left
    .map((uid) => mergers.get(uid) ?? '')
    .filter((uid) => before.includes(uid) && isMember(link.record.members[uid]))
  if (twice.length === 0) return link
  const anew = twice.map((uid) => [uid, [stamp, membershipOf(link.record, uid)[1]] as const])
  return setMembers(link, Object.fromEntries(anew))
}

const undos = new WeakSet<object>()

/** Says that rows of a transaction of the browser's are put back as they once were. */
export const noteUndo = (trans: object): void => void undos.add(trans)

export const isUndo = (trans: object): boolean => undos.has(trans)
