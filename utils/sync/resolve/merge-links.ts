import { combineNotes } from '../../record/combine-notes.ts'
import { editRecord } from '../../record/edit-record.ts'
import { isAlive, type Json, textOf } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import type { Stamp } from '../../record/stamp.ts'
import { moveMembers } from './move-members.ts'

/** Two links of one address as they are after one took over what the other has, its versions aside. */
export function mergeLinks(
  keeper: LocalRecord,
  other: LocalRecord,
  stamp: Stamp,
): { keeper: LocalRecord; other: LocalRecord } {
  const { from, to } = moveMembers(other, keeper, stamp)
  const note = textOf(other.record, 'note')
  const values = {
    // Touched: else both would be gone where it is deleted elsewhere in this moment.
    url: textOf(keeper.record, 'url'),
    ...takenOver(keeper, other),
    ...noteOf(keeper, note),
  }
  return {
    keeper: editRecord(to, { values }, stamp),
    other: editRecord(
      from,
      {
        // Whatever is written to it from now on is seen to be new.
        values: { mergedInto: keeper.record.uid, ...(note !== '' && { note: '' }) },
        delete: true,
      },
      stamp,
    ),
  }
}

/** Whether something reached a merged link that its survivor has to be told. */
export const hasLeftovers = ({ record }: LocalRecord): boolean =>
  textOf(record, 'note') !== '' ||
  Object.values(record.members).some(([added, removed]) => added > removed)

function takenOver({ record: keeper }: LocalRecord, { record: other }: LocalRecord) {
  const values: Record<string, Json> = {}
  const isLater = (field: string) => (other.fields[field] ?? '') > (keeper.fields[field] ?? '')
  const stars = isAlive(other) || isLater('starred')
  if (other.values['starred'] === 1 && keeper.values['starred'] !== 1 && stars) {
    values['starred'] = 1
  }
  // Kept anew elsewhere, it is not to vanish into the trash.
  const state = textOf(other, 'state')
  const isKept = isAlive(other) && state !== '' && state !== 'trash'
  if (textOf(keeper, 'state') === 'trash' && isKept) values['state'] = state
  return values
}

function noteOf({ record }: LocalRecord, other: string) {
  const note = textOf(record, 'note')
  const combined = combineNotes(note, other)
  return combined === note ? {} : { note: combined }
}

/** The one that stays first: created earlier, or else the smaller uid. */
export function byAge(a: LocalRecord, b: LocalRecord): number {
  const [ageA, ageB] = [Number(a.record.values['createdAt']), Number(b.record.values['createdAt'])]
  return ageA - ageB || (a.record.uid < b.record.uid ? -1 : 1)
}

/** Links that are one page by the same rules. */
export const pageOf = ({ record: { values } }: LocalRecord): string =>
  `${values['keyRules']} ${values['urlKey']}`
