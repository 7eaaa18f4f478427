import { describe, expect, it } from 'vitest'
import { addLinks } from '../../utils/db/add-links.ts'
import { db } from '../../utils/db/database.ts'
import { mergeTags } from '../../utils/db/tag-acts.ts'
import { undoAct } from '../../utils/db/undo.ts'
import type { Tag } from '../../utils/model/link.ts'
import { editRecord } from '../../utils/record/edit-record.ts'
import { isAlive, isMember, membersOf, textOf } from '../../utils/record/record.ts'
import type { ReplicaTransaction } from '../../utils/record/replica.ts'
import { syncPass } from '../../utils/sync/sync-pass.ts'
import type { TestReplica } from '../sync/support/device.ts'
import { hashText } from '../sync/support/hash.ts'
import { createLibraryReplica } from '../sync/support/library-replica.ts'
import { createMemoryReplica } from '../sync/support/memory-replica.ts'
import { createMemoryServer } from '../sync/support/memory-server.ts'
import { allOf } from '../sync/support/visible.ts'

/** A library with links tagged `x`, `y`, and both, and another device that has the same. */
async function shared() {
  const library = await createLibraryReplica('00000000')
  const other = createMemoryReplica('11111111', Date.now)
  const server = createMemoryServer(Date.now)
  const pages = [
    { name: 'x', tags: ['x'] },
    { name: 'y', tags: ['y'] },
    { name: 'both', tags: ['x', 'y'] },
  ]
  for (const { name, tags } of pages) {
    const url = `https://${name}.example/`
    await addLinks([{ url, urlKey: url, title: name }], tags, Date.now())
  }
  const sync = async () => {
    for (const each of [library, other, library, other]) {
      await syncPass(each, server, { hash: hashText })
    }
  }
  await sync()
  const [x, y] = await Promise.all(['x', 'y'].map((name) => tagCalled(name)))
  if (!x || !y) throw new Error('no tags')
  return { library, other, sync, x, y }
}

const tagCalled = (name: string): Promise<Tag | undefined> =>
  db.tags.filter((tag) => tag.name === name).first()

/** What a library notes of a merger, in another one. */
async function mergeThere(transaction: ReplicaTransaction, from: string, into: string) {
  const stamp = await transaction.stamp()
  const all = await transaction.scan({ after: '', most: 100 })
  const changed = all.flatMap((local) => {
    const { kind, uid, members } = local.record
    if (uid === from) {
      return [editRecord(local, { values: { mergedInto: into }, delete: true }, stamp)]
    }
    if (kind !== 'link' || !isMember(members[from])) return []
    const bare = editRecord(local, { remove: [from, into] }, stamp)
    return [editRecord(bare, { add: [into] }, stamp)]
  })
  await transaction.putMany(changed)
}

const tagsOfLinks = async (replica: TestReplica): Promise<string[]> => {
  const all = (await allOf(replica)).map(({ record }) => record).filter(isAlive)
  const names = new Map(all.map((record) => [record.uid, textOf(record, 'name')]))
  return all
    .filter(({ kind }) => kind === 'link')
    .map(
      (record) => `${textOf(record, 'title')}: ${membersOf(record).map((uid) => names.get(uid))}`,
    )
    .sort()
}

describe('two tags that are merged into each other at two places', () => {
  it.each([
    ['here first', true],
    ['there first', false],
  ])('leave one that all their links have: %s', async (_, isFirst) => {
    const { library, other, sync, x, y } = await shared()
    const here = () => mergeTags(x.id, y.id)
    const there = () => other.transaction((each) => mergeThere(each, y.uid, x.uid))
    for (const merge of isFirst ? [here, there] : [there, here]) await merge()
    await sync()
    // Which one stays depends on which of them anybody put on a link last.
    const shown = await db.tags.toArray()
    const [left] = shown.map(({ name }) => name)
    expect(shown).toHaveLength(1)
    expect(['x', 'y']).toContain(left)
    const wanted = ['both', 'x', 'y'].map((name) => `${name}: ${left}`)
    expect(await tagsOfLinks(library)).toEqual(wanted)
    expect(await tagsOfLinks(other)).toEqual(wanted)
    for (const { tags } of await db.links.toArray()) expect(tags).toEqual([shown[0]?.id])
  })
})

describe('a tag that is merged', () => {
  it('says where it went to who puts it on a link meanwhile', async () => {
    const { library, other, sync, x, y } = await shared()
    await other.transaction(async (each) => {
      const stamp = await each.stamp()
      const [link] = (await each.scan({ after: '', most: 100 })).filter(
        ({ record }) => textOf(record, 'title') === 'y',
      )
      if (link) await each.putMany([editRecord(link, { add: [x.uid], remove: [y.uid] }, stamp)])
    })
    await mergeTags(x.id, y.id)
    await sync()
    expect(await tagsOfLinks(library)).toEqual(['both: y', 'x: y', 'y: y'])
    expect(await tagsOfLinks(other)).toEqual(['both: y', 'x: y', 'y: y'])
  })

  it('comes back where that is undone, also after it was synced', async () => {
    const { library, other, sync, x, y } = await shared()
    const before = await tagsOfLinks(library)
    const { actId } = await mergeTags(x.id, y.id)
    await sync()
    await undoAct(actId)
    await sync()
    expect(await tagsOfLinks(library)).toEqual(before)
    expect(await tagsOfLinks(other)).toEqual(before)
  })
})
