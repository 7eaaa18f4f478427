import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import {
  addLink,
  deleteLinks,
  editLinks,
  restoreLinks,
  tagLinks,
  trashLinks,
} from '../../utils/db/link-acts.ts'
import { allTags, linkById, linkIds, tagCounts } from '../../utils/db/queries.ts'
import { undoAct } from '../../utils/db/undo.ts'

const add = (path: string, tags: string[] = []) =>
  addLink({
    url: `https://example.com/${path}`,
    urlKey: `https://example.com/${path}`,
    title: path,
    tags,
    at: 1_700_000_000_000,
  })

/** All rows the user owns, clocks and journal aside. */
async function contents() {
  const [links, tags, snapshots] = await Promise.all([
    db.links.toArray(),
    db.tags.toArray(),
    db.snapshots.toArray(),
  ])
  return { links: links.map(({ updatedAt: _, ...link }) => link), tags, snapshots }
}

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe('links', () => {
  it('get ids in the order of their making even in one millisecond', async () => {
    const first = await add('a')
    const second = await add('b')
    expect(second.linkId).toBe(first.linkId + 1)
    expect(await linkIds('inbox')).toEqual([second.linkId, first.linkId])
  })

  it('are found again by their address instead of being added twice', async () => {
    const first = await add('a')
    const again = await add('a', ['x'])
    expect(again).toMatchObject({ linkId: first.linkId, already: true })
    expect((await linkById(first.linkId))?.tags).toHaveLength(1)
  })

  it('come back from the trash to the state they had', async () => {
    const { linkId } = await add('a')
    await editLinks([linkId], { state: 'archived' })
    await trashLinks([linkId])
    expect(await linkIds('trash')).toEqual([linkId])
    await restoreLinks([linkId])
    expect((await linkById(linkId))?.state).toBe('archived')
  })
})

describe('tags', () => {
  it('of one name in another width or case are one tag', async () => {
    await add('a', ['Ｗｅｂ', 'web', ' WEB '])
    expect(await allTags()).toHaveLength(1)
    expect([...(await tagCounts()).values()]).toEqual([1])
  })

  it('need a name', async () => {
    await expect(add('a', ['  '])).rejects.toMatchObject({ reason: 'bad-name' })
    expect(await db.links.count()).toBe(0)
  })
})

describe('undo', () => {
  it.each<[string, (linkId: number) => Promise<{ actId: string }>]>([
    ['add', () => add('other', ['new tag'])],
    ['edit', (id) => editLinks([id], { title: 'changed', note: '笔记' })],
    ['tag', (id) => tagLinks([id], ['new', 'newer'], [1])],
    ['trash', (id) => trashLinks([id])],
    ['delete', (id) => deleteLinks([id])],
  ])('of %s leaves the database as it was', async (_name, work) => {
    const { linkId } = await add('a', ['old'])
    const before = await contents()
    const { actId } = await work(linkId)
    expect(await contents()).not.toEqual(before)
    await undoAct(actId)
    expect(await contents()).toEqual(before)
  })

  it('of tagging keeps tags that were added later', async () => {
    const { linkId } = await add('a')
    const { actId } = await tagLinks([linkId], ['one'], [])
    await tagLinks([linkId], ['two'], [])
    await undoAct(actId)
    const two = (await allTags()).find(({ name }) => name === 'two')
    expect((await linkById(linkId))?.tags).toEqual([two?.id])
  })

  it('is refused where the field was changed again, and changes nothing', async () => {
    const { linkId } = await add('a')
    const { actId } = await editLinks([linkId], { title: 'one' })
    await editLinks([linkId], { title: 'two' })
    await expect(undoAct(actId)).rejects.toMatchObject({ reason: 'undo-expired' })
    expect((await linkById(linkId))?.title).toBe('two')
  })

  it('of a deletion is refused once the address was added again', async () => {
    const { linkId } = await add('a')
    const { actId } = await deleteLinks([linkId])
    const urlKey = 'https://example.com/a'
    await addLink({ url: urlKey, urlKey, title: '', tags: [], at: Date.now() })
    await expect(undoAct(actId)).rejects.toMatchObject({ reason: 'undo-expired' })
    expect(await db.links.count()).toBe(1)
  })

  it('works once', async () => {
    const { actId } = await add('a')
    await undoAct(actId)
    await expect(undoAct(actId)).rejects.toMatchObject({ reason: 'undo-expired' })
  })
})
