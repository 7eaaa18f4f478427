import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { tagLinks } from '../../utils/db/link-acts.ts'
import { countStarred, linkIds } from '../../utils/db/queries.ts'
import {
  colourTag,
  createTag,
  deleteTags,
  mergeTags,
  moveTag,
  renameTag,
} from '../../utils/db/tag-acts.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { blank, idOf, link, paths, tagsOf } from '../support/stored-tags.ts'

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe('a tag', () => {
  it('is made with those above it, and found again in any width and case', async () => {
    const { tagId } = await createTag('前端 / React')
    expect(await paths()).toEqual(['前端', '前端/React'])
    expect((await createTag('前端／ｒｅａｃｔ')).tagId).toBe(tagId)
    expect(await paths()).toHaveLength(2)
  })

  it('may have the name of a tag inside another', async () => {
    await createTag('work/ideas')
    await createTag('home/ideas')
    expect(await paths()).toEqual(['home', 'home/ideas', 'work', 'work/ideas'])
  })

  it.each(['', ' / ', 'x'.repeat(101), `a/${'x'.repeat(101)}`])(
    'needs a name: %j',
    async (path) => {
      await expect(createTag(path)).rejects.toMatchObject({ reason: 'bad-name' })
      expect(await db.tags.count()).toBe(0)
      expect(await db.journal.count()).toBe(0)
    },
  )

  it('never gets the id of one that is gone', async () => {
    const { tagId, actId } = await createTag('a')
    await undoAct(actId)
    expect((await createTag('b')).tagId).toBeGreaterThan(tagId)
  })
})

describe('renaming', () => {
  it('changes the tag alone, and its case', async () => {
    const id = await link('a', ['old'])
    const tagId = await idOf('old')
    await renameTag(tagId, 'OLD')
    expect(await paths()).toEqual(['OLD'])
    expect(await tagsOf(id)).toEqual([tagId])
  })

  it('names the tag in the way', async () => {
    await createTag('a')
    const { tagId } = await createTag('b')
    await expect(renameTag(await idOf('a'), 'Ｂ')).rejects.toMatchObject({
      reason: 'tag-exists',
      detail: String(tagId),
    })
    expect(await paths()).toEqual(['a', 'b'])
  })

  it('refuses paths and tags that are gone', async () => {
    const { tagId, actId } = await createTag('a')
    await expect(renameTag(tagId, 'x/y')).rejects.toMatchObject({ reason: 'bad-name' })
    await undoAct(actId)
    await expect(renameTag(tagId, 'x')).rejects.toMatchObject({ reason: 'not-found' })
  })

  it('can’t be undone once another tag has the old name', async () => {
    const { tagId } = await createTag('a')
    const { actId } = await renameTag(tagId, 'b')
    await createTag('a')
    await expect(undoAct(actId)).rejects.toMatchObject({ reason: 'undo-expired' })
    expect(await paths()).toEqual(['a', 'b'])
  })
})

describe('moving', () => {
  it('takes the inner tags along and can go back to the top', async () => {
    await createTag('a/b')
    await createTag('c')
    await moveTag(await idOf('a'), await idOf('c'))
    expect(await paths()).toEqual(['c', 'c/a', 'c/a/b'])
    await moveTag(await idOf('c/a/b'), 0)
    expect(await paths()).toEqual(['b', 'c', 'c/a'])
  })

  it('refuses its own inside and a place where its name is taken', async () => {
    await createTag('a/b/c')
    await createTag('b')
    const a = await idOf('a')
    for (const inside of [a, await idOf('a/b'), await idOf('a/b/c')]) {
      await expect(moveTag(a, inside)).rejects.toMatchObject({ reason: 'tag-inside-itself' })
    }
    await expect(moveTag(await idOf('b'), a)).rejects.toMatchObject({
      reason: 'tag-exists',
      detail: String(await idOf('a/b')),
    })
  })

  it('can’t be undone into a tag that is gone, nor into itself', async () => {
    await createTag('a/b')
    const [a, b] = [await idOf('a'), await idOf('a/b')]
    const out = await moveTag(b, 0)
    const under = await moveTag(a, b)
    await expect(undoAct(out.actId)).rejects.toMatchObject({ reason: 'undo-expired' })
    await undoAct(under.actId)
    await deleteTags([a])
    await expect(undoAct(out.actId)).rejects.toMatchObject({ reason: 'undo-expired' })
    expect(await paths()).toEqual(['b'])
  })
})

describe('merging', () => {
  it('gives links, inner tags and the old path to the other tag', async () => {
    const one = await link('one', ['js/node', 'javascript'])
    const two = await link('two', ['js', 'js/react'])
    await link('three', ['javascript/node'])
    await mergeTags(await idOf('js'), await idOf('javascript'))
    expect(await paths()).toEqual(['javascript', 'javascript/node', 'javascript/react'])
    expect(await tagsOf(two)).toEqual([await idOf('javascript'), await idOf('javascript/react')])
    expect(await tagsOf(one)).toEqual([await idOf('javascript/node'), await idOf('javascript')])
    // Typed by habit, the old names still mean these tags.
    await tagLinks([one], ['JS'], [])
    await tagLinks([one], ['js/node'], [])
    expect(await tagsOf(one)).toHaveLength(2)
    expect(await paths()).toHaveLength(3)
  })

  it('refuses a tag with itself or with one inside it', async () => {
    await createTag('a/b')
    const a = await idOf('a')
    for (const into of [a, await idOf('a/b')]) {
      await expect(mergeTags(a, into)).rejects.toMatchObject({ reason: 'tag-inside-itself' })
    }
  })

  it('of an inner tag into the one above it is undone with all its links', async () => {
    const held = await link('one', ['a/b'])
    const before = await db.tags.toArray()
    const tags = await tagsOf(held)
    const { actId } = await mergeTags(await idOf('a/b'), await idOf('a'))
    await undoAct(actId)
    expect(await db.tags.toArray()).toEqual(before)
    expect(await tagsOf(held)).toEqual(tags)
  })
})

describe('deleting', () => {
  it('takes the inner tags along, leaves the links, and is undone', async () => {
    const held = await link('one', ['a/b', 'a', 'c'])
    const tags = await tagsOf(held)
    const { actId, ...sums } = await deleteTags([await idOf('a'), await idOf('a/b')])
    expect(sums).toEqual({ deleted: 2, links: 1 })
    expect(await paths()).toEqual(['c'])
    expect(await tagsOf(held)).toEqual([await idOf('c')])
    await undoAct(actId)
    expect(await tagsOf(held)).toEqual(tags)
    expect(await paths()).toEqual(['a', 'a/b', 'c'])
  })

  it('of thousands of links’ tag takes little of the journal, in small entries', async () => {
    const { tagId } = await createTag('t')
    const rows = Array.from({ length: 3000 }, (_, index) => ({
      ...blank(index + 1),
      tags: [tagId],
    }))
    await db.links.bulkAdd(rows)
    const { actId } = await deleteTags([tagId])
    const entries = await db.journal.toArray()
    expect(JSON.stringify(entries).length / 3000).toBeLessThan(150)
    expect(entries.map(({ changes }) => changes.length).filter((count) => count > 1000)).toEqual([])
    await undoAct(actId)
    expect(await db.links.where('tags').equals(tagId).count()).toBe(3000)
  }, 30_000)
})

describe('a colour', () => {
  it('is given and undone', async () => {
    const { tagId } = await createTag('a')
    const { actId } = await colourTag(tagId, 'red')
    expect((await db.tags.get(tagId))?.colour).toBe('red')
    await undoAct(actId)
    expect((await db.tags.get(tagId))?.colour).toBe('')
  })
})

describe('stars', () => {
  it('are counted and listed outside the trash, newest first', async () => {
    await db.links.bulkAdd([
      blank(1),
      { ...blank(2), state: 'archived' },
      { ...blank(3), state: 'trash' },
      { ...blank(4), starred: 0 },
      { ...blank(5), state: 'read' },
    ])
    expect(await countStarred()).toBe(3)
    expect(await linkIds('starred')).toEqual([5, 2, 1])
  })
})
