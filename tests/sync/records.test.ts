import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combineNotes } from '../../utils/record/combine-notes.ts'
import { editRecord, type RecordEdit } from '../../utils/record/edit-record.ts'
import { mergeRecords } from '../../utils/record/merge-records.ts'
import { moveStamps } from '../../utils/record/move-stamps.ts'
import { receiveRecord, renewedNote } from '../../utils/record/receive-record.ts'
import { isAlive, membersOf, type SyncRecord } from '../../utils/record/record.ts'
import { acknowledged, wholeUnsent } from '../../utils/record/unsent-parts.ts'
import { at, known, newLink, START, uid } from './support/builders.ts'

const edits = fc.array(
  fc.record({
    seconds: fc.integer({ min: 2, max: 60 }),
    edit: fc.oneof(
      fc.record({ values: fc.record({ title: fc.constantFrom('a', 'b', 'c') }) }),
      fc.record({ add: fc.constant([uid(7)]) }),
      fc.record({ remove: fc.constant([uid(7)]) }),
      fc.record({ delete: fc.constant(true) }),
    ),
  }),
  { maxLength: 6 },
)

/** What one device came to. */
const recordBy = (device: string, made: { seconds: number; edit: RecordEdit }[]): SyncRecord =>
  made
    .toSorted((a, b) => a.seconds - b.seconds)
    .reduce((local, { seconds, edit }) => editRecord(local, edit, at(seconds, device)), newLink(1))
    .record

/** Equal whatever the order of keys. */
const plain = (record: SyncRecord) => ({ ...record, alive: isAlive(record) })

describe('merging', () => {
  const three = fc.tuple(edits, edits, edits).map(([a, b, c]) => ({
    a: recordBy('aaaaaaaa', a),
    b: recordBy('bbbbbbbb', b),
    c: recordBy('cccccccc', c),
  }))

  it('ends in the same record in any order and however often', () => {
    fc.assert(
      fc.property(three, ({ a, b, c }) => {
        const merged = plain(mergeRecords(mergeRecords(a, b), c))
        expect(plain(mergeRecords(c, mergeRecords(b, a)))).toEqual(merged)
        expect(plain(mergeRecords(a, mergeRecords(c, b)))).toEqual(merged)
        expect(plain(mergeRecords(mergeRecords(mergeRecords(a, b), c), b))).toEqual(merged)
      }),
    )
  })

  it('keeps the value that only one side still has', () => {
    const { record } = newLink(1)
    const forgot = { ...record, values: {} }
    expect(mergeRecords(forgot, record).values).toEqual(record.values)
    expect(mergeRecords(record, forgot).values).toEqual(record.values)
  })

  it('takes a member for one however it is called', () => {
    const { record } = newLink(1)
    const named = { ...record, members: { constructor: [at(1), ''] as const } }
    expect(membersOf(mergeRecords(record, named))).toEqual(['constructor'])
  })
})

describe('an edit', () => {
  it('is unsent, with the text its note began from and the stamps before it', () => {
    const base = known(newLink(1, { note: 'old' }))
    const first = editRecord(base, { values: { note: 'new' }, add: [uid(7)] }, at(5))
    const second = editRecord(first, { values: { note: 'newer', title: 't' } }, at(6))
    expect(second.unsent).toEqual({
      fields: ['note', 'title'],
      members: [uid(7)],
      deleted: false,
      base: at(1),
      noteBase: 'old',
    })
  })

  it('takes out what it knows and puts nothing in twice', () => {
    const base = known(newLink(1, {}, { tags: [7] }))
    const out = editRecord(base, { remove: [uid(7), uid(8)], add: [uid(7)] }, at(5))
    expect(out.record.members).toEqual({ [uid(7)]: [at(1), at(1)] })
    const again = editRecord(out, { add: [uid(7)] }, at(6))
    expect(again.record.members).toEqual({ [uid(7)]: [at(6), at(1)] })
  })

  it('after a deletion brings the record back', () => {
    const dead = editRecord(newLink(1), { delete: true }, at(5))
    expect(isAlive(dead.record)).toBe(false)
    expect(isAlive(editRecord(dead, { values: { title: 't' } }, at(6)).record)).toBe(true)
  })

  it('of a refused record has it sent again', () => {
    const { unsent, ...base } = newLink(1)
    const refused = { ...base, unsent: { ...unsent, rejected: 'quota' } } as typeof base
    expect(editRecord(refused, { values: { title: 't' } }, at(5)).unsent?.rejected).toBeUndefined()
  })
})

describe('an acknowledgement', () => {
  it('is of what was sent, not of what was edited since', () => {
    const sent = editRecord(
      known(newLink(1)),
      { values: { title: 'a', note: 'a' }, add: [uid(7)] },
      at(5),
    )
    const since = editRecord(sent, { values: { note: 'b' }, add: [uid(8)] }, at(6))
    expect(acknowledged(since, sent, false).unsent).toMatchObject({
      fields: ['note'],
      members: [uid(8)],
      noteBase: 'a',
    })
    expect(acknowledged(sent, sent, false).unsent).toBeUndefined()
    expect(acknowledged(sent, sent, true).unsent).toMatchObject({ fields: ['note'], noteBase: '' })
  })
})

describe('a record from the server', () => {
  const mine = editRecord(known(newLink(1)), { values: { title: 'mine', lang: 'zh' } }, at(5))
  const theirs = editRecord(newLink(1), { values: { title: 'theirs' } }, at(6)).record

  it('wins where its stamp is greater; the rest stays unsent', () => {
    const local = receiveRecord(mine, { record: theirs, seq: 9 }, 1)
    expect(local).toMatchObject({ seq: 9, record: { values: { title: 'theirs', lang: 'zh' } } })
    expect(local.unsent).toMatchObject({ fields: ['lang'], base: at(6) })
  })

  it('that has what was sent acknowledges it: the answer was lost', () => {
    expect(receiveRecord(mine, { record: mine.record, seq: 9 }, 1).unsent).toBeUndefined()
  })

  it('that lacks something has it sent', () => {
    const all = wholeUnsent(known(newLink(1, {}, { tags: [7] })))
    expect(all.unsent?.fields).toHaveLength(13)
    expect(all.unsent?.members).toEqual([uid(7)])
  })
})

describe('a note edited on both sides', () => {
  const reader = { device: 'aaaaaaaa', isNewEpoch: false }
  const base = known(newLink(1, { note: 'base' }))
  const edited = editRecord(base, { values: { note: 'mine' } }, at(5))
  const theirs = (note: string, seconds: number, device = 'bbbbbbbb') =>
    editRecord(base, { values: { note } }, at(seconds, device)).record

  it.each([
    ['is both texts', theirs('theirs', 4), 'theirs\n\nmine'],
    ['is both texts also where theirs is later', theirs('theirs', 6), 'theirs\n\nmine'],
    ['is as it was where both wrote the same', theirs('mine', 6), undefined],
    ['stays where theirs is the text before', theirs('base', 4), undefined],
    ['gets a stamp that wins against the text before', theirs('base', 6), 'mine'],
    ['stays where theirs was written here', theirs('sent', 4, 'aaaaaaaa'), undefined],
  ])('%s', (_, record, note) => expect(renewedNote(edited, record, reader)).toBe(note))

  it('gives way where it was written anew as it was', () => {
    const same = editRecord(base, { values: { note: 'base' } }, at(5))
    expect(renewedNote(same, theirs('theirs', 4), reader)).toBe('theirs')
    expect(renewedNote(same, theirs('theirs', 6), reader)).toBeUndefined()
  })

  it('is both texts in a new epoch, though it was acknowledged in the old one', () => {
    const isNewEpoch = { ...reader, isNewEpoch: true }
    expect(renewedNote(base, theirs('theirs', 6), isNewEpoch)).toBe('theirs\n\nbase')
    expect(renewedNote(base, theirs('theirs', 6), reader)).toBeUndefined()
  })

  it.each([
    ['', 'b', 'b'],
    ['a', '', 'a'],
    ['a', 'a', 'a'],
    ['a\n\nb', 'b\n\nc', 'a\n\nb\n\nc'],
    ['a b', 'a', 'a b\n\na'],
  ])('%j and %j make %j', (first, second, both) => expect(combineNotes(first, second)).toBe(both))
})

describe('stamps of a clock that was wrong', () => {
  const day = 86_400_000
  const back = { device: 'aaaaaaaa', past: '', to: (ms: number) => ms - day }
  const late = (seconds: number) => at(seconds + 86_400)

  it('move in order and stay apart', () => {
    const locals = [newLink(1, {}, { seconds: 86_405 }), newLink(2, {}, { seconds: 86_403 })]
    const moved = moveStamps(locals, back)
    expect(moved.map(({ record }) => record.fields['url'])).toEqual([at(5), at(3)])
  })

  it('stay above what the record had before, and what was sent', () => {
    const base = known(newLink(1, {}, { seconds: 9 }))
    const edited = editRecord(
      editRecord(base, { values: { title: 't' } }, late(1)),
      { delete: true },
      late(2),
    )
    const [moved] = moveStamps([edited], { ...back, past: at(9) })
    expect(moved?.record.fields['title']?.slice(0, 17)).toBe(`${at(9).slice(0, 13)}0001`)
    expect((moved?.record.deleted ?? '') > (moved?.record.fields['title'] ?? '')).toBe(true)
    expect(moved?.record.fields['url']).toBe(at(9))
    const [after] = moveStamps([edited], { ...back, past: late(1) })
    expect(after?.record.fields['title']).toBe(late(1))
    expect((after?.record.deleted ?? '') > late(1)).toBe(true)
  })

  it('of others and of what was acknowledged stay', () => {
    const base = known(newLink(1, {}, { seconds: 86_405 }))
    const theirs = editRecord(newLink(2), { values: { title: 't' } }, at(86_405, 'bbbbbbbb'))
    const [first, second] = moveStamps([base, theirs], { ...back, past: at(100) })
    expect([first, second]).toEqual([base, theirs])
  })

  it('never fall before 1970', () => {
    const [moved] = moveStamps([newLink(1)], { ...back, to: () => -START })
    expect(moved?.record.fields['url']).toBe('000000000000-0000-aaaaaaaa')
  })
})
