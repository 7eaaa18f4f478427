import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { stampOf } from '../../utils/record/stamp.ts'
import { type Database, openDatabase } from './support/database.ts'
import { at, deletion, item, wholeAgain, wholeLink } from './support/items.ts'
import { errorOf, type Session } from './support/session.ts'

let database: Database
beforeAll(async () => {
  database = await openDatabase()
})
const open = () => database.newAccount()

const statuses = async (session: Session, items: unknown[]) =>
  (await session.push(items)).results.map((result) =>
    result.status === 'rejected'
      ? [result.reason, result.detail].filter(Boolean).join(' ')
      : `${result.status} ${result.seq}`,
  )

describe('sync_push', () => {
  it('gives every record it changes the next number', async () => {
    const session = await open()
    const answer = await session.push([wholeLink(1), wholeLink(2), item('tag', { name: 'a' })])
    expect(answer).toMatchObject({
      protocol: 1,
      epoch: session.epoch,
      before: 0,
      seq: 3,
      results: [1, 2, 3].map((seq) => ({ status: 'ok', seq })),
      quota: { records: 3, mostRecords: 250_000, bytes: 0, mostBytes: 2 ** 30 },
    })
    expect(Math.abs(answer.now - Date.now())).toBeLessThan(5000)
  })

  it('answers a repeated push as the first, and takes no number for it', async () => {
    const session = await open()
    const items = [
      wholeLink(1),
      { ...wholeLink(2), members: { [crypto.randomUUID()]: [at(2), ''] } },
    ]
    const first = await session.push(items)
    expect(await session.push(items)).toMatchObject({ before: 2, seq: 2, results: first.results })
  })

  it('returns all kinds of records as they were written', async () => {
    const session = await open()
    const link = { ...wholeLink(1), members: { [crypto.randomUUID()]: [at(1), ''] } }
    const tag = item('tag', { name: '标签', parent: '', colour: 'red', order: -3, mergedInto: '' })
    const tags = { ...tag, members: { 'a/b': [at(1), ''], 'old|name': [at(1), at(2)] } }
    const data = { frames: [{ key: '0', deep: [null, true, 1.5, 'text'] }] }
    const fields = { link: link.uid, url: 'u', title: 't', capturedAt: 1_764_460_800_123, data }
    const snapshot = item('snapshot', fields)
    const setting = item('setting', { value: null }, 1, 'captureRules')
    await session.push([link, tags, snapshot, setting])
    const pulled = await session.pullAll()
    expect(pulled).toEqual(
      [link, tags, snapshot, setting].map((one, n) => ({ ...one, seq: n + 1 })),
    )
  })

  it('keeps the greater stamp of each field, whatever came first', async () => {
    const session = await open()
    const link = wholeLink(5)
    await session.push([link, item('link', { title: 'later', note: 'later' }, 9, link.uid)])
    await session.push([item('link', { title: 'between', starred: 1 }, 7, link.uid)])
    await session.push([item('link', { title: 'earlier', url: 'earlier' }, 2, link.uid)])
    const [row] = await session.rows('select title, note, starred, url from links')
    expect(row).toEqual({
      title: 'later',
      note: 'later',
      starred: true,
      url: link.sets[0]?.[1]['url'],
    })
  })

  it('merges one record that stands several times in a batch, item by item', async () => {
    const session = await open()
    const { uid } = wholeLink()
    const batch = [3, 1, 2, 3].map((n) => wholeAgain(uid, { title: `title ${n}` }, n))
    expect(await statuses(session, batch)).toEqual(['ok 1', 'ok 1', 'ok 1', 'ok 1'])
    expect(await session.rows('select title from links')).toEqual([{ title: 'title 3' }])
  })

  it('brings a deleted record back when it was edited later', async () => {
    const session = await open()
    const link = wholeLink(1)
    await session.push([link, deletion('link', link.uid, 5)])
    expect(await session.rows('select alive from links')).toEqual([{ alive: false }])
    await session.push([item('link', { title: 'again' }, 4, link.uid)])
    expect(await session.rows('select alive from links')).toEqual([{ alive: false }])
    await session.push([item('link', { starred: 1 }, 6, link.uid)])
    const row = { alive: true, title: 'again', state: 'inbox' }
    expect(await session.rows('select alive, title, state from links')).toEqual([row])
  })

  it('keeps a tag that was put on again while it was taken off elsewhere', async () => {
    const session = await open()
    const tag = crypto.randomUUID()
    const link = wholeLink()
    const { uid } = link
    await session.push([link])
    const member = (added: string, removed: string) => ({
      ...deletion('link', uid, 0),
      deleted: '',
      members: { [tag]: [added, removed] },
    })
    await session.push([member(at(1), ''), member(at(5), ''), member(at(1), at(1))])
    expect(await session.rows('select present from link_tags')).toEqual([{ present: true }])
    await session.push([member(at(5), at(5))])
    expect(await session.rows('select present from link_tags')).toEqual([{ present: false }])
  })

  it('refuses whole calls that it can not read, and writes nothing', async () => {
    const session = await open()
    const many = Array.from({ length: 501 }, (_, n) => wholeLink(n))
    const large = Array.from({ length: 6 }, (_, n) => wholeLink(n, { note: 'n'.repeat(100_000) }))
    expect(errorOf(await session.push(many))).toBe('too-many')
    expect(errorOf(await session.push(large))).toBe('too-large')
    expect(errorOf(await session.push({}))).toBe('bad-request')
    expect(errorOf(await session.push([], { device: 'me' }))).toBe('bad-request')
    expect(errorOf(await session.push([], { epoch: crypto.randomUUID() }))).toBe('epoch')
    const old = await session.push([wholeLink()], { protocol: 2 })
    expect(old).toMatchObject({ error: 'protocol', least: 1, most: 1 })
    expect(await session.pullAll()).toEqual([])
  })
})

describe('an item that is refused', () => {
  const bad: [string, unknown][] = [
    ['unknown-kind photo', { ...wholeLink(), kind: 'photo' }],
    ['bad-item uid', { ...wholeLink(), uid: 'not a uid' }],
    ['bad-item uid', { ...wholeLink(), uid: crypto.randomUUID().toUpperCase() }],
    ['bad-field shoe', item('link', { shoe: 1 })],
    ['bad-field name', item('link', { name: 'of a tag' })],
    ['bad-field title', item('link', { title: 5 })],
    ['bad-field title', item('link', { title: null })],
    ['bad-field starred', item('link', { starred: 2 })],
    ['bad-field createdAt', item('link', { createdAt: 1.5 })],
    ['bad-field createdAt', item('link', { createdAt: -1e30 })],
    ['bad-field mergedInto', item('link', { mergedInto: 'x' })],
    ['bad-field data', item('snapshot', { data: [] })],
    ['too-large url', item('link', { url: 'u'.repeat(8193) })],
    ['too-large title', item('link', { title: '字'.repeat(1400) })],
    ['too-large note', item('link', { note: 'n'.repeat(102_401) })],
    ['too-large data', item('snapshot', { data: { x: 'x'.repeat(410_000) } })],
    ['bad-stamp sets', { ...wholeLink(), sets: [['now', { title: 't' }]] }],
    ['bad-stamp sets', { ...wholeLink(), sets: [[at(1).toUpperCase(), { title: 't' }]] }],
    ['bad-stamp deleted', { ...wholeLink(), deleted: 'x' }],
    ['bad-stamp members', { ...wholeLink(), members: { [crypto.randomUUID()]: ['x', ''] } }],
    ['bad-field members', { ...wholeLink(), members: { x: [at(1), ''] } }],
    ['bad-item members', { ...item('snapshot', {}), members: { x: [at(1), ''] } }],
    ['bad-item sets', { kind: 'link', uid: crypto.randomUUID() }],
  ]
  it.each(bad)('%s', async (reason, one) => {
    const session = await open()
    expect(await statuses(session, [wholeLink(1), one, wholeLink(2)])).toEqual([
      'ok 1',
      reason,
      'ok 2',
    ])
  })

  it('unknown-record: it would live without what makes it one', async () => {
    const session = await open()
    const { uid } = wholeLink()
    const member = { kind: 'link', uid, sets: [], members: { [uid]: [at(5), ''] } }
    const parts = [
      item('link', { title: 't', url: 'u' }, 5, uid),
      item('tag', { name: 'name' }, 5, uid),
      item('snapshot', { link: uid }, 5, uid),
      member,
    ]
    expect(await statuses(session, parts)).toEqual(parts.map(() => 'unknown-record'))
    // A tombstone is none that lives, and neither is one with an edit from before.
    expect(await statuses(session, [deletion('link', uid, 5)])).toEqual(['ok 1'])
    expect(await statuses(session, [item('link', { title: 't' }, 4, uid)])).toEqual(['ok 2'])
    expect(await statuses(session, [item('link', { title: 't' }, 6, uid)])).toEqual([
      'unknown-record',
    ])
    expect(await statuses(session, [wholeAgain(uid, {}, 6)])).toEqual(['ok 3'])
    expect(await statuses(session, [member])).toEqual(['ok 4'])
  })

  it('future-stamp: five minutes ahead of the server, wherever it stands', async () => {
    const session = await open()
    const soon = stampOf(Date.now() + 290_000, 0, 'a1b2c3d4')
    const late = stampOf(Date.now() + 310_000, 0, 'a1b2c3d4')
    const link = wholeLink()
    const { uid } = link
    await session.push([link])
    const with_ = (stamp: string) => [
      { kind: 'link', uid, sets: [[stamp, { title: 't' }]] },
      { kind: 'link', uid, sets: [], deleted: stamp },
      { kind: 'link', uid, sets: [], members: { [uid]: [stamp, ''] } },
      { kind: 'link', uid, sets: [], members: { [uid]: ['', stamp] } },
    ]
    expect(await statuses(session, with_(late))).toEqual(
      ['sets', 'deleted', 'members', 'members'].map((part) => `future-stamp ${part}`),
    )
    expect(await statuses(session, with_(soon))).toEqual(['ok 2', 'ok 3', 'ok 4', 'ok 5'])
  })
})

describe('a note that was edited on both sides', () => {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  const edit = (uid: string, note: string, base: string, n: number) => ({
    ...item('link', { note, title: `title ${n}` }, n, uid),
    noteBase: sha256(base),
  })
  async function withNote() {
    const session = await open()
    const link = wholeLink(1, { note: 'first' })
    await session.push([link])
    return { session, uid: link.uid }
  }
  const stored = async (session: Session) =>
    (await session.rows<{ note: string; title: string }>('select note, title from links'))[0]

  it('is left out, the rest of the item is merged', async () => {
    const { session, uid } = await withNote()
    expect(await statuses(session, [edit(uid, 'mine', 'first', 2)])).toEqual(['ok 2'])
    expect(await statuses(session, [edit(uid, 'yours', 'first', 3)])).toEqual(['conflict 3'])
    expect(await stored(session)).toEqual({ note: 'mine', title: 'title 3' })
  })

  it('is left out, too, where it would lose against the text it was made from', async () => {
    const { session, uid } = await withNote()
    await session.push([edit(uid, 'later', 'first', 9)])
    expect(await statuses(session, [edit(uid, 'made of it', 'later', 5)])).toEqual(['conflict 2'])
    expect(await stored(session)).toEqual({ note: 'later', title: 'title 9' })
  })

  it('is no conflict with its own text, its own stamp or where no note was', async () => {
    const { session, uid } = await withNote()
    await session.push([edit(uid, 'mine', 'first', 2)])
    expect(await statuses(session, [edit(uid, 'mine', 'first', 3)])).toEqual(['ok 3'])
    expect(await statuses(session, [edit(uid, 'mine', 'first', 3)])).toEqual(['ok 3'])
    const other = crypto.randomUUID()
    const whole = { ...wholeAgain(other, { note: 'new' }, 4), noteBase: sha256('lost') }
    expect(await statuses(session, [whole])).toEqual(['ok 4'])
  })

  it('does not bring a deleted link back', async () => {
    const { session, uid } = await withNote()
    await session.push([edit(uid, 'mine', 'first', 2), deletion('link', uid, 5)])
    const note = { ...item('link', { note: 'yours' }, 9, uid), noteBase: sha256('first') }
    await session.push([note])
    expect(await session.rows('select alive from links')).toEqual([{ alive: false }])
  })
})
