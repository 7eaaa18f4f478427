import { beforeEach, describe, expect, it } from 'vitest'
import { recentActivity } from '../../utils/db/activity.ts'
import { addLinks } from '../../utils/db/add-links.ts'
import { freeSpace } from '../../utils/db/collect-garbage.ts'
import { db } from '../../utils/db/database.ts'
import { addLink, deleteLinks, editLinks, tagLinks, trashLinks } from '../../utils/db/link-acts.ts'
import { mergeLinks } from '../../utils/db/merge-links.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { createTag, deleteTags, renameTag } from '../../utils/db/tag-acts.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { newCapture } from '../support/rows.ts'

const AT = 1_700_000_000_000

const add = async (name: string, at = AT): Promise<number> => {
  const url = `https://example.com/${name}`
  return (await addLink({ url, urlKey: url, title: name, tags: [], at })).linkId
}

const acts = async (limit = 50) => (await recentActivity(limit)).acts
const obstacles = async () => (await acts()).map(({ kind, obstacle }) => [kind, obstacle])

/** Whether undo says the same as what was said beforehand. */
async function agrees(actId: string): Promise<boolean> {
  const said = (await acts()).find(({ id }) => id === actId)?.obstacle === undefined
  const works = await undoAct(actId).then(
    () => true,
    () => false,
  )
  return said === works
}

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe('what was done of late', () => {
  it('is listed newest first, with the links it was about', async () => {
    const a = await add('a')
    await editLinks([a], { title: 'better' })
    await trashLinks([a])
    const [first, ...rest] = await acts()
    expect(first).toMatchObject({ kind: 'trash', links: 1, obstacle: undefined })
    expect(first?.named).toEqual([{ id: a, title: 'better', state: 'trash' }])
    expect(rest.map(({ kind }) => kind)).toEqual(['edit-link', 'add-link'])
  })

  it('names links that are gone as they were', async () => {
    const a = await add('a')
    await deleteLinks([a])
    expect((await acts())[0]?.named).toEqual([{ id: a, title: 'a', state: undefined }])
  })

  it('is listed a page at a time', async () => {
    for (const name of ['a', 'b', 'c']) await add(name)
    expect(await recentActivity(2)).toMatchObject({ more: true })
    expect(await acts(2)).toHaveLength(2)
    expect(await recentActivity(3)).toMatchObject({ more: false })
  })

  it('counts thousands of links of one act, and names the first', async () => {
    const urls = Array.from({ length: 2500 }, (_, n) => `https://example.com/${n}`)
    await addLinks(
      urls.map((url) => ({ url, urlKey: url, title: url })),
      [],
      AT,
    )
    await add('later')
    const [, many, ...rest] = await acts()
    expect(many).toMatchObject({ links: 2500, obstacle: undefined })
    expect(many?.named).toHaveLength(3)
    expect(rest).toEqual([])
  })

  it('leaves out what changed nothing', async () => {
    await add('a')
    await add('a')
    expect(await acts()).toHaveLength(1)
  })

  it('is nothing once its space was freed', async () => {
    await add('a')
    await freeSpace()
    expect(await recentActivity(10)).toEqual({ acts: [], more: false })
  })
})

describe('what is in the way of undo', () => {
  it('is that it was undone', async () => {
    const { actId } = await trashLinks([await add('a')])
    await undoAct(actId)
    expect(await obstacles()).toContainEqual(['trash', 'undone'])
  })

  it('is that the same was changed since', async () => {
    const a = await add('a')
    const { actId } = await editLinks([a], { note: 'one' })
    await editLinks([a], { note: 'two' })
    expect(await obstacles()).toContainEqual(['edit-link', 'changed'])
    expect(await agrees(actId)).toBe(true)
  })

  it('is not that something else was', async () => {
    const a = await add('a')
    const { actId } = await editLinks([a], { note: 'one' })
    await editLinks([a], { starred: 1 })
    await tagLinks([a], ['x'], [])
    expect((await obstacles()).filter(([, obstacle]) => obstacle)).toEqual([])
    expect(await agrees(actId)).toBe(true)
  })

  it('is that the link is gone', async () => {
    const a = await add('a')
    const { actId } = await editLinks([a], { note: 'one' })
    await deleteLinks([a])
    expect(await obstacles()).toContainEqual(['edit-link', 'gone'])
    expect(await agrees(actId)).toBe(true)
  })

  it('is that its address was added again', async () => {
    const { actId } = await deleteLinks([await add('a')])
    await add('a', Date.now() + 1000)
    expect(await obstacles()).toContainEqual(['delete', 'taken'])
    expect(await agrees(actId)).toBe(true)
  })

  it('is that the page was kept since', async () => {
    const a = await add('a')
    await saveCapture(await newCapture('one', { urlKey: '', linkId: a }))
    const [, added] = await acts()
    expect(added).toMatchObject({ kind: 'add-link', obstacle: 'kept' })
    expect(await agrees(added?.id ?? '')).toBe(true)
  })

  it('is that a name of a tag was taken', async () => {
    const { tagId } = await createTag('x')
    const { actId } = await renameTag(tagId, 'y')
    await createTag('x')
    expect(await obstacles()).toContainEqual(['rename-tag', 'taken'])
    expect(await agrees(actId)).toBe(true)
  })

  it('is nothing for mergers and deleted tags', async () => {
    const [a, b] = [await add('a'), await add('b')]
    await tagLinks([b], ['x'], [])
    const tags = await db.tags.toCollection().primaryKeys()
    const merged = await mergeLinks(a, [b])
    const deleted = await deleteTags(tags)
    expect((await acts()).slice(0, 2).map(({ obstacle }) => obstacle)).toEqual([
      undefined,
      undefined,
    ])
    expect(await agrees(deleted.actId)).toBe(true)
    expect(await agrees(merged.actId)).toBe(true)
  })
})
