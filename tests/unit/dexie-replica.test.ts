import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { deleteLinks, tagLinks } from '../../utils/db/link-acts.ts'
import { startTracking } from '../../utils/db/replica/start-tracking.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { editRecord } from '../../utils/record/edit-record.ts'
import {
  AT,
  linkOf,
  look,
  made,
  madeLink,
  madeSnapshot,
  madeTag,
  put,
  stampAt,
  url,
} from '../support/made-records.ts'
import { newCapture } from '../support/rows.ts'
import { paths, tagsOf } from '../support/stored-tags.ts'

beforeEach(async () => {
  await db.delete()
  await db.open()
  await startTracking('a1b2c3d4')
})

describe('what came', () => {
  it('is shown as it was made, and is no change of its own', async () => {
    await put(madeTag('t'), madeLink('a', { starred: 1, note: '笔记' }, { members: ['tag-t'] }))
    const link = await linkOf('a')
    expect(link).toMatchObject({ title: 'title of a', starred: 1, note: '笔记', createdAt: AT })
    expect(link?.id).toBe(AT * 1024)
    expect(link?.similarKeys).toEqual(['//example.com/a'])
    expect(await tagsOf(link?.id ?? 0)).toHaveLength(1)
    expect(await look((each) => each.unsent(10))).toEqual([])
  })

  it('comes back from the tables as it was', async () => {
    const all = [
      madeTag('t'),
      madeTag('inner', 'tag-t', { members: ['old name'] }),
      madeLink('a', { urlKey: url('key of other rules'), keyRules: 7 }, { members: ['tag-t'] }),
      await madeSnapshot('one', 'a'),
      made('setting', 'hostPause', { value: 9 }),
    ]
    await put(...all)
    for (const local of all) {
      const { kind, uid } = local.record
      expect(await look((each) => each.getMany(kind, [uid]))).toEqual([local])
    }
    expect((await db.settings.get('hostPause'))?.value).toBe(9)
  })

  it('while its link was deleted here is shown once the link is back and known', async () => {
    await put(madeLink('a'))
    const { actId } = await deleteLinks([(await linkOf('a'))?.id ?? 0])
    const [gone] = await look((each) => each.unsent(10))
    if (!gone) throw new Error('no deletion')
    // Acknowledged, it is forgotten.
    const { unsent: _, ...dead } = gone
    await put({ ...dead, seq: 2 })
    await put(await madeSnapshot('one', 'a'))
    await undoAct(actId)
    const [back] = await look((each) => each.unsent(10))
    if (!back) throw new Error('no edit')
    const { unsent: __, ...alive } = back
    await put({ ...alive, seq: 3 })
    expect(await db.snapshots.get('one')).toBeDefined()
    expect(await linkOf('a')).toMatchObject({ versions: 1, latest: 'one' })
  })

  it('in any order is shown once all is there', async () => {
    await put(await madeSnapshot('one', 'a'))
    await put(madeLink('a', {}, { members: ['tag-inner'] }))
    await put(madeTag('inner', 'tag-t'))
    expect(await paths()).toEqual([])
    expect(await linkOf('a')).toMatchObject({ tags: [], versions: 1, latest: 'one' })
    await put(madeTag('t'))
    expect(await paths()).toEqual(['t', 't/inner'])
    expect((await linkOf('a'))?.tags).toHaveLength(1)
  })

  it('goes again with what belongs to it, and comes back', async () => {
    await put(
      madeTag('t'),
      madeLink('a', {}, { members: ['tag-t'] }),
      await madeSnapshot('one', 'a'),
    )
    await put(madeTag('t', '', { deletedAt: 1 }))
    expect([await paths(), (await linkOf('a'))?.tags]).toEqual([[], []])
    await put(madeTag('t', '', { deletedAt: 1, at: 2 }))
    expect((await linkOf('a'))?.tags).toHaveLength(1)
    await put(madeLink('a', {}, { deletedAt: 1 }))
    expect([await db.links.count(), await db.snapshots.count()]).toEqual([0, 0])
    await put(madeLink('a', {}, { deletedAt: 1, at: 2 }), await madeSnapshot('one', 'a'))
    expect(await linkOf('a')).toMatchObject({ versions: 1, latest: 'one' })
  })

  it('keeps the order of tags and the row’s own fields', async () => {
    await put(madeTag('t'), madeTag('u'), madeLink('a', {}, { members: ['tag-t'] }))
    const { id = 0 } = (await linkOf('a')) ?? {}
    await tagLinks([id], ['u'], [])
    await saveCapture(await newCapture('two', { linkId: id }))
    const before = await linkOf('a')
    const [local] = await look((each) => each.getMany('link', ['a']))
    if (local) await put({ ...local, seq: 5 })
    expect(await linkOf('a')).toEqual({ ...before, updatedAt: expect.any(Number) as number })
  })
})

describe('a version that was moved to another link', () => {
  it('is no longer counted there once it is undone', async () => {
    await put(madeLink('a'), madeLink('b'))
    const { id = 0 } = (await linkOf('a')) ?? {}
    const { actId } = await saveCapture(await newCapture('two', { linkId: id }))
    await db.snapshots.update('two', { status: 'complete' })
    await look(async (each) => {
      const [version] = await each.getMany('snapshot', ['two'])
      if (!version) throw new Error('no version')
      await each.putMany([editRecord(version, { values: { link: 'b' } }, await each.stamp())])
    })
    expect(await linkOf('b')).toMatchObject({ versions: 1, latest: 'two' })
    await undoAct(actId)
    for (const name of ['a', 'b']) {
      expect(await linkOf(name)).toMatchObject({ versions: 0, latest: '' })
    }
  })
})

describe('two of one', () => {
  it('links of one key are there both, until one is taken away', async () => {
    await put(madeLink('a'), madeLink('b', { url: url('a'), urlKey: url('a') }))
    const keys = (await db.links.toArray()).map(({ urlKey }) => urlKey)
    expect(keys.toSorted()).toEqual([expect.stringMatching(/^also /), url('a')].toSorted())
    const found = await look((each) => each.linksWithKeys([url('a')]))
    expect(found.map(({ record }) => record.uid).toSorted()).toEqual(['a', 'b'])
    const [first] = await db.links.where('urlKey').equals(url('a')).toArray()
    const other = first?.uid === 'a' ? 'b' : 'a'
    await look(async (each) => {
      const [gone] = await each.getMany('link', [first?.uid ?? ''])
      const [stays] = await each.getMany('link', [other])
      if (!gone || !stays) throw new Error('not there')
      await each.putMany([{ ...gone, record: { ...gone.record, deleted: stampAt(9) } }, stays])
    })
    expect((await linkOf(other))?.urlKey).toBe(url('a'))
  })

  it('links of one address are found, by whatever rules they were made', async () => {
    await put(
      madeLink('a', { urlKey: 'of old', keyRules: 0 }),
      madeLink('b', { url: url('a'), urlKey: url('a') }),
    )
    const found = await look((each) => each.linksWithKeys([url('a')]))
    expect(found.map(({ record }) => record.uid).toSorted()).toEqual(['a', 'b'])
  })

  it('links kept apart on purpose stay apart', async () => {
    await put(madeLink('a'), madeLink('b', { url: url('a'), urlKey: `also ${url('a')} b` }))
    const found = await look((each) => each.linksWithKeys([url('a')]))
    expect(found.map(({ record }) => record.uid)).toEqual(['a'])
  })

  it('tags of one name are shown as one, and may change names', async () => {
    await put(madeTag('t'), { ...madeTag('t'), record: { ...madeTag('t').record, uid: 'another' } })
    expect(await paths()).toEqual(['t'])
    await put(madeTag('u'))
    const named = (uid: string, name: string) => {
      const local = madeTag(name, '', { at: 3 })
      return { ...local, record: { ...local.record, uid } }
    }
    await put(named('another', 'u'), named('tag-u', 't'))
    expect(await paths()).toEqual(['t', 'u'])
    expect((await db.tags.where('uid').equals('another').first())?.name).toBe('u')
  })

  it('of one time have ids of their own', async () => {
    await put(madeLink('a'), madeLink('b'), madeLink('c'))
    await put(madeLink('d'))
    const ids = (await db.links.toArray()).map(({ id }) => id - AT * 1024)
    expect(ids).toEqual([0, 1, 2, 3])
  })

  it('of times close together take no id that another has', async () => {
    const names: string[] = []
    const at = (name: string, ms: number) => {
      names.push(name)
      return madeLink(name, { createdAt: AT + ms })
    }
    const row = (name: string, ms: number, length: number) =>
      Array.from({ length }, (_, n) => at(`${name}-${n}`, ms))
    // One row runs into the next ms, the other to the end of what is looked through for the first time.
    await put(...row('far', 48, 848))
    await put(...row('near', 0, 1030))
    await put(at('in-row', 1), at('behind', 0), at('also', 0), at('next', 1), at('same', 48))
    await put(at('again', 0), at('and-again', 48), at('last', 1))
    const uids = (await db.links.toArray()).map(({ uid }) => uid)
    expect(uids.toSorted()).toEqual(names.toSorted())
  })
})

describe('what can’t be shown', () => {
  it.each([
    ['a link without an address', madeLink('a', { url: 'javascript:alert(1)' })],
    ['a link of another state', madeLink('a', { state: 'burnt' })],
    ['a tag without a name', madeTag(' ')],
    ['a version without its parts', made('snapshot', 'one', { link: 'b', url: '', title: '' })],
    ['a setting of another kind', made('setting', 'hostPause', { value: 'long' })],
    ['a setting that is not shared', made('setting', 'theme', { value: 'dark' })],
  ])('%s is held back, and what comes with it is not', async (_, local) => {
    await put(local, madeLink('b'))
    expect((await db.links.toArray()).map(({ uid }) => uid)).toEqual(['b'])
    expect([await db.tags.count(), await db.snapshots.count()]).toEqual([0, 0])
    const settings = (await db.settings.toArray()).map(({ key }) => key)
    expect(settings.filter((key) => key === 'theme' || key === 'hostPause')).toEqual([])
  })
})
