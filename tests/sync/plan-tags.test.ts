import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editRecord } from '../../utils/record/edit-record.ts'
import { isAlive, membersOf, textOf } from '../../utils/record/record.ts'
import type { LocalRecord } from '../../utils/record/replica.ts'
import { planTags } from '../../utils/sync/resolve/plan-tags.ts'
import { at, known, newTag, uid } from './support/builders.ts'

const LATER = at(1000)

/** Tags by number after they were put in order: what stands where, and what is gone into which. */
function ordered(tags: LocalRecord[]): Record<string, string> {
  const after = new Map(tags.map((tag) => [tag.record.uid, tag]))
  for (const tag of planTags(tags, LATER)) after.set(tag.record.uid, tag)
  const entries = [...after.values()].map(({ record }) => {
    const number = (text: string) => (text === '' ? '' : String(Number.parseInt(text, 16)))
    const of = (field: string) => number(textOf(record, field).slice(0, 8))
    const state = isAlive(record) ? `in ${of('parent')}` : `gone into ${of('mergedInto')}`
    return [number(record.uid.slice(0, 8)), state.trim()] as const
  })
  return Object.fromEntries(entries)
}

const inside = (number: number, parent: number, seconds = 1) =>
  known(newTag(number, { name: `n${number}`, parent: uid(parent) }, seconds))
const top = (number: number, name = `n${number}`) => known(newTag(number, { name }))
const gone = (tag: LocalRecord, into = '') =>
  known(editRecord(tag, { values: { mergedInto: into }, delete: true }, at(9)))

describe('tags after a pull', () => {
  it.each<[string, LocalRecord[], Record<string, string>]>([
    ['that are in order stay', [top(1), inside(2, 1)], { 1: 'in', 2: 'in 1' }],
    [
      'inside each other: the last moved goes up',
      [inside(1, 2, 5), inside(2, 1, 6)],
      {
        1: 'in 2',
        2: 'in',
      },
    ],
    [
      'in a long circle',
      [inside(1, 2), inside(2, 3, 7), inside(3, 1, 6), inside(4, 1)],
      {
        1: 'in 2',
        2: 'in',
        3: 'in 1',
        4: 'in 1',
      },
    ],
    ['inside itself', [inside(1, 1)], { 1: 'in' }],
    ['inside a deleted one', [gone(top(1)), inside(2, 1)], { 1: 'gone into', 2: 'in' }],
    ['inside an unknown one', [inside(2, 1)], { 2: 'in' }],
    [
      'inside a merged one',
      [gone(top(1), uid(3)), inside(2, 1), top(3)],
      {
        1: 'gone into 3',
        2: 'in 3',
        3: 'in',
      },
    ],
    [
      'inside one merged into itself',
      [gone(top(1), uid(2)), inside(2, 1)],
      {
        1: 'gone into 2',
        2: 'in',
      },
    ],
    [
      'of one name',
      [top(2, 'Tag'), top(1, 'tag '), inside(3, 2)],
      {
        1: 'in',
        2: 'gone into 1',
        3: 'in 1',
      },
    ],
    [
      'of one name in different places',
      [top(1, 'a'), known(newTag(2, { name: 'a', parent: uid(1) }))],
      {
        1: 'in',
        2: 'in 1',
      },
    ],
    [
      'merged into each other',
      [gone(top(1), uid(2)), gone(top(2), uid(1))],
      {
        1: 'in',
        2: 'gone into 1',
      },
    ],
    [
      'merged in a ring',
      [gone(top(1), uid(2)), gone(top(2), uid(3)), gone(top(3), uid(1))],
      {
        1: 'in',
        2: 'gone into 3',
        3: 'gone into 1',
      },
    ],
  ])('%s', (_, tags, wanted) => expect(ordered(tags)).toEqual(wanted))

  it('take over aliases, also those that come later', () => {
    const other = editRecord(top(2, 'tag'), { add: ['b'] }, at(5))
    const [keeper] = planTags([top(1, 'tag'), other], LATER)
    expect(keeper && membersOf(keeper.record)).toEqual(['b'])
    const late = editRecord(gone(top(2, 'tag'), uid(1)), { add: ['c'] }, at(8))
    const after = planTags([known(top(1, 'tag')), late], LATER)
    expect(after.map(({ record }) => membersOf(record))).toEqual([[], ['c']])
  })

  const world = fc.array(
    fc.record({
      parent: fc.integer({ min: 0, max: 7 }),
      name: fc.constantFrom('a', 'b', 'A'),
      into: fc.integer({ min: 0, max: 7 }),
      isGone: fc.boolean(),
      seconds: fc.integer({ min: 1, max: 6 }),
    }),
    { minLength: 1, maxLength: 7 },
  )

  it('make a tree, once and for all, in whatever order they are', () => {
    const ref = (number: number) => (number === 0 ? '' : uid(number))
    fc.assert(
      fc.property(world, (made) => {
        const tags = made.map(({ parent, name, into, isGone, seconds }, index) => {
          const tag = known(newTag(index + 1, { name, parent: ref(parent) }, seconds))
          return isGone ? gone(tag, ref(into)) : tag
        })
        const edits = planTags(tags, LATER)
        const after = new Map([...tags, ...edits].map((tag) => [tag.record.uid, tag]))
        expect(planTags([...after.values()], at(2000))).toEqual([])
        expect(ordered(tags.toReversed())).toEqual(ordered(tags))
      }),
      { numRuns: 500 },
    )
  })
})
