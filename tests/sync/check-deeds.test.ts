import { describe, expect, it } from 'vitest'
import { editRecord } from '../../utils/record/edit-record.ts'
import type { LocalRecord } from '../../utils/record/replica.ts'
import { at, newLink, newTag, uid } from './support/builders.ts'
import { checkDeeds } from './support/check-deeds.ts'
import { noDeeds, rememberMergers } from './support/person.ts'
import type { World } from './support/world.ts'

const [LINK, OTHER, TAG] = [newLink(1), newLink(2), newTag(7)]
const merged = editRecord(LINK, { values: { mergedInto: uid(2) }, delete: true }, at(5))
const parted = editRecord(merged, { values: { mergedInto: '' } }, at(6))
const deleted = editRecord(parted, { delete: true }, at(7))

/** What is missed of a word and a tag of a link that went through these states, where nobody has them. */
function missed(...states: LocalRecord[]): string[] {
  const deeds = noDeeds()
  deeds.written.push({ link: uid(1), word: 'word' })
  deeds.tagged.add(`${uid(1)} ${uid(7)}`)
  for (const [index, after] of states.entries()) {
    rememberMergers(deeds, [{ id: '', before: states[index - 1], after }])
  }
  const records = [states.at(-1) ?? LINK, OTHER, TAG].map(({ record }) => record)
  return checkDeeds({ deeds, wasPurged: false } as World, records)
}

/** The same where the first came back alone and the other was deleted, with a note and tags. */
function missedBeside(note: string, tags: number[]): string[] {
  const deeds = noDeeds()
  deeds.written.push({ link: uid(1), word: 'word' })
  deeds.tagged.add(`${uid(1)} ${uid(7)}`)
  rememberMergers(deeds, [{ id: '', before: LINK, after: merged }])
  const back = editRecord(merged, { values: { title: 'again' } }, at(9))
  const other = editRecord(newLink(2, { note }, { tags }), { delete: true }, at(8))
  const records = [back, other, TAG].map(({ record }) => record)
  return checkDeeds({ deeds, wasPurged: false } as World, records)
}

const BOTH = [`word of link ${uid(1)} is lost`, `${uid(1)} ${uid(7)} is lost`]

describe('what was done to a link is missed', () => {
  it('where it was merged', () => expect(missed(LINK, merged)).toEqual(BOTH))
  it('where it has parted again', () => expect(missed(LINK, merged, parted)).toEqual(BOTH))
  it('where what it was merged into was deleted and lacks it', () =>
    expect(missedBeside('', [])).toEqual(BOTH))
  it('not where it was deleted with that', () => expect(missedBeside('a word', [7])).toEqual([]))
  it('not where it was deleted', () => expect(missed(LINK, merged, parted, deleted)).toEqual([]))
})
