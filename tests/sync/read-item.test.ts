import { describe, expect, it } from 'vitest'
import { RECORD_FIELDS, RECORD_KINDS } from '../../utils/record/record.ts'
import { readItem } from '../../utils/sync/read-item.ts'
import { itemBytes, writeItem } from '../../utils/sync/write-item.ts'
import { at, LINK, newLink, newSnapshot, newTag, START, uid } from './support/builders.ts'

const DAY = 86_400_000
const item = (more: Record<string, unknown> = {}) => ({
  kind: 'link',
  uid: uid(1),
  seq: 3,
  sets: [[at(1), LINK]],
  ...more,
})
const read = (raw: unknown) => readItem(raw, START)
const set = (values: Record<string, unknown>, kind = 'link') =>
  read(item({ kind, uid: kind === 'setting' ? 'theme' : uid(1), sets: [[at(1), values]] }))

describe('an item of a server', () => {
  it('is what was written', () => {
    for (const local of [newLink(1, {}, { tags: [2] }), newTag(2), newSnapshot(3, 1)]) {
      const told = JSON.parse(JSON.stringify({ ...writeItem(local), seq: 3 }))
      expect(read(told)).toEqual({ record: local.record, seq: 3 })
    }
  })

  it('keeps what a newer client wrote out', () => {
    const raw = item({
      sets: [[at(1), { ...LINK, colour: 'red' }]],
      members: { alias: [at(1), ''] },
    })
    expect(read({ ...raw, more: 1 })).toMatchObject({ record: { values: LINK, members: {} } })
  })

  it('counts bytes, not characters', () => {
    const [latin, han] = [newLink(1, { title: 'aaaa' }), newLink(1, { title: '保存链接' })]
    expect(itemBytes(writeItem(han)) - itemBytes(writeItem(latin))).toBe(8)
  })

  it.each([
    ['null', null, 'bad-item'],
    ['a text', 'link', 'bad-item'],
    ['a list', [], 'bad-item'],
    ['no kind', item({ kind: 'page' }), 'bad-item'],
    ['a kind by inheritance', item({ kind: 'constructor' }), 'bad-item'],
    ['a uid that is none', item({ uid: '../../x' }), 'bad-item'],
    ['a uid that is a list', item({ uid: [uid(1)] }), 'bad-item'],
    ['a setting of a strange name', item({ kind: 'setting', uid: '__proto__' }), 'bad-item'],
    ['no number', item({ seq: '3' }), 'bad-item'],
    ['a number that is none', item({ seq: 1e300 }), 'bad-item'],
    ['no sets', item({ sets: undefined }), 'bad-item'],
    ['sets that are none', item({ sets: [at(1)] }), 'bad-item'],
    ['a set of a list', item({ sets: [[at(1), []]] }), 'bad-item'],
    ['no stamp', item({ sets: [['', LINK]] }), 'bad-stamp'],
    ['a stamp in capitals', item({ sets: [[at(1).toUpperCase(), LINK]] }), 'bad-stamp'],
    ['a stamp of next week', item({ sets: [[at(7 * 86_400), LINK]] }), 'bad-stamp'],
    ['a deletion of next week', item({ deleted: at(7 * 86_400) }), 'bad-stamp'],
    ['a deletion that is no text', item({ deleted: 5 }), 'bad-stamp'],
    ['members that are a list', item({ members: [uid(2)] }), 'bad-item'],
    ['a member without stamps', item({ members: { [uid(2)]: at(1) } }), 'bad-stamp'],
    ['a member never added', item({ members: { [uid(2)]: ['', at(1)] } }), 'bad-stamp'],
    ['a member removed at no time', item({ members: { [uid(2)]: [at(1), null] } }), 'bad-stamp'],
  ])('that is bad is told, never stored: %s', (_, raw, reason) => {
    expect(read(raw)).toMatchObject({ reason })
  })

  it.each([
    ['link', { url: 5 }],
    ['link', { url: 'x'.repeat(70_000) }],
    ['link', { note: 'x'.repeat(300_000) }],
    ['link', { starred: true }],
    ['link', { state: 'gone' }],
    ['link', { createdAt: -1 }],
    ['link', { createdAt: 1e16 }],
    ['link', { keyRules: 1.5 }],
    ['link', { icon: '../icon' }],
    ['link', { mergedInto: 'x' }],
    ['tag', { name: null }],
    ['tag', { parent: 5 }],
    ['tag', { order: '1' }],
    ['snapshot', { data: [] }],
    ['snapshot', { data: 'x' }],
    ['snapshot', { link: {} }],
    ['setting', { value: 'x'.repeat(70_000) }],
  ])('with a bad field is told: %s %j', (kind, values) => {
    expect(set(values, kind)).toMatchObject({
      reason: 'bad-field',
      detail: Object.keys(values)[0],
    })
  })

  it('is described in few words, whatever it is', () => {
    const bad = read({ kind: 'x'.repeat(9000), uid: { a: 1 } })
    expect(bad).toEqual({ kind: 'x'.repeat(100), uid: '', reason: 'bad-item', detail: 'uid' })
  })

  it('harms nothing by what it names', () => {
    const raw = JSON.parse(`{"kind":"tag","uid":"${uid(1)}","seq":1,"sets":[["${at(1)}",
      {"name":"a","__proto__":{"polluted":1}}]],"members":{"__proto__":["${at(1)}",""],
      "constructor":["${at(1)}",""]}}`)
    const found = read(raw)
    expect(found).toMatchObject({ record: { values: { name: 'a' } } })
    expect('record' in found && Object.keys(found.record.members)).toEqual(['constructor'])
    expect('polluted' in {}).toBe(false)
  })

  it('may be a day ahead', () => {
    expect(read(item({ sets: [[at(86_400), LINK]] }))).toHaveProperty('record')
    expect(DAY).toBe(86_400_000)
  })

  it('of each kind has its fields checked', () => {
    for (const kind of RECORD_KINDS) {
      for (const field of RECORD_FIELDS[kind]) {
        if (field === 'value') continue
        expect([kind, field, set({ [field]: { no: [undefined] } }, kind)]).toMatchObject([
          kind,
          field,
          field === 'data' ? {} : { reason: 'bad-field' },
        ])
      }
    }
  })
})
