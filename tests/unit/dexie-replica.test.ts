import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { editLinks, tagLinks } from '../../utils/db/link-acts.ts'
import { dexieReplica } from '../../utils/db/replica/dexie-replica.ts'
import { startTracking } from '../../utils/db/replica/start-tracking.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { createTag } from '../../utils/db/tag-acts.ts'
import type { Json, RecordKind } from '../../utils/record/record.ts'
import type { LocalRecord, ReplicaTransaction } from '../../utils/record/replica.ts'
import { stampOf } from '../../utils/record/stamp.ts'
import { newCapture } from '../support/rows.ts'
import { paths, tagsOf } from '../support/stored-tags.ts'

beforeEach(async () => {
  await db.delete()
  await db.open()
  await startTracking('a1b2c3d4')
})

const AT = 1_700_000_000_000
const stampAt = (minutes: number) => stampOf(AT + minutes * 60_000, 0, '0000beef')

/** A record as another device made it. */
function made(
  kind: RecordKind,
  uid: string,
  values: Record<string, Json>,
  { members = [], at = 0, deletedAt }: { members?: string[]; at?: number; deletedAt?: number } = {},
): LocalRecord {
  const stamp = stampAt(at)
  return {
    seq: 1,
    round: 1,
    record: {
      kind,
      uid,
      values,
      fields: Object.fromEntries(Object.keys(values).map((field) => [field, stamp])),
      members: Object.fromEntries(members.map((member) => [member, [stamp, ''] as const])),
      deleted: deletedAt === undefined ? '' : stampAt(deletedAt),
    },
  }
}

const url = (name: string) => `https://example.com/${name}`

const madeLink = (
  name: string,
  values: Record<string, Json> = {},
  rest: Parameters<typeof made>[3] = {},
) =>
  made(
    'link',
    name,
    {
      url: url(name),
      urlKey: url(name),
      keyRules: 1,
      canonical: '',
      title: `title of ${name}`,
      lang: '',
      note: '',
      state: 'inbox',
      before: 'inbox',
      starred: 0,
      icon: '',
      createdAt: AT,
      mergedInto: '',
      ...values,
    },
    rest,
  )

const madeTag = (name: string, parent = '', rest: Parameters<typeof made>[3] = {}) =>
  made('tag', `tag-${name}`, { name, parent, colour: '', order: 1, mergedInto: '' }, rest)

/** A version as a library of another device has it. */
async function madeSnapshot(uid: string, link: string): Promise<LocalRecord> {
  const { snapshot } = await newCapture(uid)
  const { uid: _, url: address, title, capturedAt, ...rest } = snapshot
  const data = {
    ...rest,
    deleted: undefined,
    status: 'complete',
    sizes: { raw: 1, stored: 1, added: 1 },
  }
  const json = JSON.parse(JSON.stringify(data)) as Json
  return made('snapshot', uid, { link, url: address, title, capturedAt, data: json })
}

const put = (...locals: LocalRecord[]) =>
  dexieReplica.transaction(async (each) => each.putMany(locals))

const look = <T>(work: (each: ReplicaTransaction) => Promise<T>) => dexieReplica.transaction(work)

const linkOf = (uid: string) => db.links.where('uid').equals(uid).first()

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

describe('a transaction', () => {
  it('does all of it or nothing', async () => {
    const failing = dexieReplica.transaction(async (each) => {
      await each.putMany([madeLink('a')])
      throw new Error('killed')
    })
    await expect(failing).rejects.toThrow('killed')
    expect([await db.links.count(), await db.records.count()]).toEqual([0, 0])
  })

  it('reads what it has put', async () => {
    const version = await madeSnapshot('one', 'a')
    await look(async (each) => {
      await each.putMany([madeTag('t'), madeLink('a', {}, { members: ['tag-t'] })])
      expect(await each.tags()).toHaveLength(1)
      expect(await each.linksNaming(['tag-t'])).toEqual(['a'])
      expect(await each.linksWithKeys([url('a')])).toHaveLength(1)
      await each.putMany([version])
      expect(await each.snapshotsOf(['a'])).toHaveLength(1)
    })
  })

  it('leaves edits made here unsent', async () => {
    await put(madeLink('a'))
    const { id = 0 } = (await linkOf('a')) ?? {}
    await editLinks([id], { note: 'mine' })
    await createTag('mine')
    const all = await look((each) => each.unsent(10))
    expect(all.map(({ record, unsent }) => [record.kind, unsent?.fields])).toEqual([
      ['tag', ['name', 'parent', 'colour', 'order', 'mergedInto']],
      ['link', ['note']],
    ])
  })

  it('writes no link anew that was only acknowledged', async () => {
    await put(madeTag('tag'), madeLink('a', { note: 'of a' }, { members: ['tag'] }), madeLink('b'))
    const before = await look((each) => each.getMany('link', ['a', 'b']))
    const rows = await db.links.toArray()
    let written = 0
    const count = () => {
      written += 1
    }
    db.links.hook('updating', count)
    await look(async (each) => {
      const links = await each.getMany('link', ['a', 'b'])
      await each.putMany(links.map((link) => ({ ...link, seq: 7, round: 2 })))
    })
    db.links.hook('updating').unsubscribe(count)
    expect(written).toBe(0)
    expect(await db.links.toArray()).toEqual(rows)
    const after = await look((each) => each.getMany('link', ['a', 'b']))
    expect(after).toEqual(before.map((link) => ({ ...link, seq: 7, round: 2 })))
  })

  it('takes a version away with its link, though it was acknowledged meanwhile', async () => {
    const version = await madeSnapshot('v', 'a')
    await put(madeLink('a'), version)
    await look(async (each) => {
      const versions = await each.getMany('snapshot', ['v'])
      await each.putMany(versions.map((local) => ({ ...local, seq: 7 })))
      await each.putMany([madeLink('a', {}, { deletedAt: 5 })])
    })
    expect(await db.snapshots.count()).toBe(0)
    const [held] = await look((each) => each.getMany('snapshot', ['v']))
    expect(held?.record.values).toEqual(version.record.values)
  })
})
