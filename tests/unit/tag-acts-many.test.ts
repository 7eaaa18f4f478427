import { beforeEach, describe, expect, it, vi } from 'vitest'
import { collectGarbage, freeSpace } from '../../utils/db/collect-garbage.ts'
import { db } from '../../utils/db/database.ts'
import { deleteLinks, tagLinks } from '../../utils/db/link-acts.ts'
import { allTags } from '../../utils/db/queries.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { createTag, deleteTags, mergeTags, moveTag } from '../../utils/db/tag-acts.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { newCapture } from '../support/rows.ts'
import { blank, idOf, link, paths, tagsOf } from '../support/stored-tags.ts'

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe('deleting thousands of links', () => {
  it('is undone as a whole', async () => {
    await db.links.bulkAdd(Array.from({ length: 2500 }, (_, index) => blank(index + 1)))
    const before = await db.links.toArray()
    const { actId } = await deleteLinks([...before.map(({ id }) => id), 1, 2])
    expect(await db.links.count()).toBe(0)
    expect(await db.journal.count()).toBe(3)
    await undoAct(actId)
    expect(await db.links.toArray()).toEqual(before)
  }, 30_000)
})

describe('undoing hundreds of new tags', () => {
  const names = Array.from({ length: 200 }, (_, index) => `top ${index % 10}/tag ${index}`)

  it('takes back all but those that undoing another act would bring to use again', async () => {
    const first = await link('first', [])
    const { actId } = await tagLinks([first], names, [])
    const second = await link('second', ['top 3/tag 13'])
    const { actId: deleted } = await deleteLinks([second])
    const readings = vi.spyOn(db.journal, 'each')
    await undoAct(actId)
    expect(readings).toHaveBeenCalledTimes(1)
    expect(await paths()).toEqual(['top 3', 'top 3/tag 13'])
    await undoAct(deleted)
    expect(await tagsOf(second)).toEqual([await idOf('top 3/tag 13')])
  })
})

describe('two windows at the same time', () => {
  it("can't put two tags into each other", async () => {
    const [{ tagId: a }, { tagId: b }] = [await createTag('a'), await createTag('b')]
    const moves = await Promise.allSettled([moveTag(a, b), moveTag(b, a)])
    expect(moves.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(await paths()).toEqual(['b', 'b/a'])
  })

  it('make one tag of one name', async () => {
    const made = await Promise.all([createTag('a/x'), createTag('A/X'), createTag('a')])
    expect(made[0]?.tagId).toBe(made[1]?.tagId)
    expect(await paths()).toEqual(['a', 'a/x'])
  })

  it('leave no tag inside one that is deleted or merged meanwhile', async () => {
    const [{ tagId: a }, { tagId: b }] = [await createTag('a'), await createTag('b')]
    const { tagId: c } = await createTag('c')
    await Promise.allSettled([deleteTags([a]), moveTag(b, a), mergeTags(c, b), createTag('c/d')])
    const parents = new Set((await allTags()).map(({ id }) => id)).add(0)
    expect((await allTags()).filter(({ parent }) => !parents.has(parent))).toEqual([])
  })
})

describe('freeing space', () => {
  it('ends undo and gives back what only undo held', async () => {
    const { linkId } = await saveCapture(await newCapture('a'))
    const { actId } = await deleteLinks([linkId])
    const held = await db.blobs.toArray()
    expect(await collectGarbage()).toBe(0)
    const { bytes } = await freeSpace()
    expect(held.length).toBeGreaterThan(0)
    expect(bytes).toBeGreaterThanOrEqual(held.reduce((sum, { stored }) => sum + stored, 0))
    expect([await db.blobs.count(), await db.texts.count(), await db.thumbs.count()]).toEqual([
      0, 0, 0,
    ])
    await expect(undoAct(actId)).rejects.toMatchObject({ reason: 'undo-expired' })
  })
})
