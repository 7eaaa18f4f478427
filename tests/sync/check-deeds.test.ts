import { describe, expect, it } from 'vitest'
import { editRecord } from '../../utils/record/edit-record.ts'
import { at, newLink, newTag, uid } from './support/builders.ts'
import { checkDeeds } from './support/check-deeds.ts'
import { noDeeds } from './support/person.ts'
import type { World } from './support/world.ts'

/** Two links, of which the first was once merged into the second, and had a word and a tag. */
function told(mergedInto: string): string[] {
  const deeds = noDeeds()
  deeds.merged.set(uid(1), new Set([uid(2)]))
  deeds.written.push({ link: uid(1), word: 'word' })
  deeds.tagged.add(`${uid(1)} ${uid(7)}`)
  const deletion = { values: { mergedInto }, delete: true }
  const links = [editRecord(newLink(1), deletion, at(5)), newLink(2)]
  const records = [...links, newTag(7)].map(({ record }) => record)
  return checkDeeds({ deeds, wasPurged: false } as World, records)
}

describe('what was done to a link', () => {
  it('is lost where it was merged and the other one lacks it', () => {
    expect(told(uid(2))).toEqual([`word of link ${uid(1)} is lost`, `${uid(1)} ${uid(7)} is lost`])
  })

  it('went with it where that was undone and it was deleted', () => {
    expect(told('')).toEqual([])
  })
})
