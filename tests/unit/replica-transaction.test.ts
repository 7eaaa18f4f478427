import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { editLinks } from '../../utils/db/link-acts.ts'
import { dexieReplica } from '../../utils/db/replica/dexie-replica.ts'
import { forgetOrphans } from '../../utils/db/replica/forget-orphans.ts'
import { startTracking } from '../../utils/db/replica/start-tracking.ts'
import { createTag } from '../../utils/db/tag-acts.ts'
import type { LocalRecord } from '../../utils/record/replica.ts'
import { withUnsent } from '../../utils/record/unsent-parts.ts'
import {
  AT,
  linkOf,
  look,
  madeLink,
  madeSnapshot,
  madeTag,
  put,
  url,
} from '../support/made-records.ts'

beforeEach(async () => {
  await db.delete()
  await db.open()
  await startTracking('a1b2c3d4')
})

const edited = (field: string) => ({ fields: [field], members: [], deleted: false, base: '' })
const uidsOf = (locals: readonly LocalRecord[]) => locals.map(({ record }) => record.uid).toSorted()

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

  it('finds links that were merged into one', async () => {
    const merged = (uid: string) =>
      madeLink(uid, { mergedInto: 'a', urlKey: url('a') }, { deletedAt: 1 })
    const [one, another] = [merged('b'), merged('c')]
    await put(madeLink('a'), one)
    const find = () => look(async (each) => uidsOf(await each.linksMergedInto(['a'])))
    expect(await find()).toEqual(['b'])
    await look(async (each) => {
      await each.putMany([another])
      expect(uidsOf(await each.linksMergedInto(['a']))).toEqual(['b', 'c'])
    })
    await look((each) => each.forgetMany([one.record]))
    expect(await find()).toEqual(['c'])
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

  it('has all that is unsent sent once, whatever comes meanwhile', async () => {
    const names = Array.from({ length: 30 }, (_, n) => `link-${n}`)
    await put(...names.map((name) => withUnsent(madeLink(name), edited('title'))))
    const sent: string[] = []
    const take = async () => {
      const batch = await look((each) => each.unsent(4))
      sent.push(...uidsOf(batch))
      await put(...batch.map(({ unsent: _, ...local }) => ({ ...local, seq: 1 })))
      return batch
    }
    await take()
    await take()
    await put(...['late', 'later'].map((name) => withUnsent(madeLink(name), edited('title'))))
    await put(withUnsent(madeTag('t'), edited('name')))
    expect((await take())[0]?.record.kind).toBe('tag')
    while ((await take()).length > 0);
    expect(sent.toSorted()).toEqual([...names, 'late', 'later', 'tag-t'].toSorted())
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

describe('a version whose link nobody knows', () => {
  const DAY = 24 * 3_600_000
  const there = async () => (await db.records.toArray()).map(({ id }) => id).toSorted()

  it('is forgotten once the server has forgotten it', async () => {
    await put(madeLink('a'), await madeSnapshot('shown', 'a'), await madeSnapshot('orphan', 'gone'))
    expect(await forgetOrphans(AT + 199 * DAY)).toBe(0)
    expect(await forgetOrphans(AT + 201 * DAY)).toBe(1)
    expect(await there()).toEqual(['link:a', 'snapshot:shown'])
    expect(await db.snapshots.count()).toBe(1)
  })

  it('stays while it is unsent', async () => {
    await put(
      withUnsent(await madeSnapshot('unsent', 'gone'), {
        fields: ['url'],
        members: [],
        deleted: false,
        base: '',
      }),
    )
    expect(await forgetOrphans(AT + 900 * DAY)).toBe(0)
    expect(await there()).toEqual(['snapshot:unsent'])
  })
})
