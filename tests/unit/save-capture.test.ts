import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { addLink, deleteLinks, editLinks, tagLinks, trashLinks } from '../../utils/db/link-acts.ts'
import { allTags, linkById, similarLinks, thumbOf } from '../../utils/db/queries.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { AT, newCapture, wantedBody } from '../support/rows.ts'

const add = (path: string, tags: string[] = []) => {
  const url = `https://example.com/${path}`
  return addLink({ url, urlKey: url, title: '', tags, at: AT })
}

const counts = async () => {
  const { links, snapshots, jobs } = db
  return {
    links: await links.count(),
    snapshots: await snapshots.count(),
    jobs: await jobs.count(),
  }
}

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe('a kept page', () => {
  it('is stored with its body, text, picture and job, and its intent is gone', async () => {
    await db.jobs.put({ ...(await newCapture('intent-a')).job, linkId: 0, id: 'intent-a' })
    const { linkId } = await saveCapture(
      await newCapture('a', { tags: ['x'], wanted: [wantedBody('x')] }),
    )
    expect(await linkById(linkId)).toMatchObject({ latest: 'a', versions: 1, title: 'title of a' })
    const stored = await Promise.all([db.blobs, db.texts, db.thumbs].map((each) => each.count()))
    expect(stored).toEqual([1, 1, 1])
    expect((await db.jobs.toArray()).map(({ id }) => id)).toEqual(['job-a'])
  })

  it('kept again is a version that brings only what is new', async () => {
    const first = await newCapture('a')
    const { linkId } = await saveCapture(first)
    const bodies = [...first.bodies, ...(await newCapture('b')).bodies]
    const again = await saveCapture(await newCapture('b', { capturedAt: AT + 1, bodies }))
    expect(again.linkId).toBe(linkId)
    expect(await linkById(linkId)).toMatchObject({ latest: 'b', versions: 2, title: 'title of a' })
    const sizes = (await db.snapshots.get('b'))?.sizes
    expect(sizes).toEqual({ raw: 2, stored: 2, added: 1 })
  })

  it('unchanged adds no second picture, and no copy of its row for undo', async () => {
    const { thumb } = await newCapture('a')
    const { linkId } = await saveCapture(await newCapture('a'))
    const { actId } = await saveCapture(await newCapture('b', { capturedAt: AT + 1, thumb }))
    expect(await db.thumbs.count()).toBe(1)
    expect(await (await thumbOf(linkId))?.text()).toBe('thumb of a')
    const made = (await db.journal.get(actId))?.changes.find(({ table }) => table === 'snapshots')
    expect(made?.after).toEqual({ linkId })
  })

  it('shows the picture of its newest version, before and after an undo', async () => {
    const { linkId } = await saveCapture(await newCapture('a'))
    const { actId } = await saveCapture(await newCapture('b', { capturedAt: AT + 1 }))
    expect(await (await thumbOf(linkId))?.text()).toBe('thumb of b')
    await undoAct(actId)
    expect(await (await thumbOf(linkId))?.text()).toBe('thumb of a')
  })

  it('of before pictures were shared is shown by its own', async () => {
    const { linkId } = await saveCapture(await newCapture('a', { thumb: undefined }))
    await db.thumbs.put({ snapshot: 'a', picture: new Blob(['old']) })
    await db.links.update(linkId, (link) => void delete link.thumb)
    expect(await (await thumbOf(linkId))?.text()).toBe('old')
  })

  it('does not lose its place as the newest to one captured earlier', async () => {
    const { linkId } = await saveCapture(await newCapture('new', { capturedAt: AT + 5 }))
    await saveCapture(await newCapture('old', { capturedAt: AT }))
    expect(await linkById(linkId)).toMatchObject({ latest: 'new', versions: 2 })
  })

  it('comes back from the trash', async () => {
    const { linkId } = await saveCapture(await newCapture('a'))
    await editLinks([linkId], { state: 'archived' })
    await trashLinks([linkId])
    const { actId } = await saveCapture(await newCapture('b', { capturedAt: AT + 1 }))
    expect((await linkById(linkId))?.state).toBe('archived')
    await undoAct(actId)
    expect(await linkById(linkId)).toMatchObject({ state: 'trash', latest: 'a', versions: 1 })
  })

  it('leaves alone a title somebody gave its link', async () => {
    const { linkId } = await add('typed')
    await editLinks([linkId], { title: 'my own words' })
    await saveCapture(await newCapture('a', { linkId }))
    expect((await linkById(linkId))?.title).toBe('my own words')
  })

  it('keeps the name its link was found under where the site has an error for it', async () => {
    const url = 'https://example.com/gone'
    const { linkId } = await addLink({ url, urlKey: url, title: 'as found', tags: [], at: AT })
    const { snapshot, ...rest } = await newCapture('a', { linkId })
    const notices = [{ kind: 'http-status' as const, detail: '404' }]
    await saveCapture({ ...rest, snapshot: { ...snapshot, notices } })
    expect((await linkById(linkId))?.title).toBe('as found')
  })

  it('of a link deleted meanwhile stores nothing', async () => {
    const { linkId } = await add('typed')
    await deleteLinks([linkId])
    const saved = saveCapture(await newCapture('a', { linkId }))
    await expect(saved).rejects.toMatchObject({ reason: 'not-found' })
    expect(await counts()).toEqual({ links: 0, snapshots: 0, jobs: 0 })
    expect(await db.blobs.count()).toBe(0)
  })
})

describe('undo of a keep', () => {
  it('takes link, version and job away', async () => {
    const { actId } = await saveCapture(await newCapture('a', { tags: ['x'] }))
    await undoAct(actId)
    expect(await counts()).toEqual({ links: 0, snapshots: 0, jobs: 0 })
    expect(await allTags()).toEqual([])
  })

  it('of a second version leaves the first, and ends its job', async () => {
    const wanted = [wantedBody('x')]
    const { linkId } = await saveCapture(await newCapture('a', { wanted }))
    const { actId } = await saveCapture(await newCapture('b', { capturedAt: AT + 1, wanted }))
    await undoAct(actId)
    expect(await linkById(linkId)).toMatchObject({ latest: 'a', versions: 1 })
    expect((await db.jobs.toArray()).map(({ id }) => id)).toEqual(['job-a'])
  })

  it('of the first is refused while there is a second', async () => {
    const wanted = [wantedBody('x')]
    const { actId } = await saveCapture(await newCapture('a', { wanted }))
    await saveCapture(await newCapture('b', { capturedAt: AT + 1, wanted }))
    await expect(undoAct(actId)).rejects.toMatchObject({ reason: 'undo-expired' })
    expect(await counts()).toEqual({ links: 1, snapshots: 2, jobs: 2 })
  })
})

describe('undo', () => {
  it('keeps a tag that another link was given since', async () => {
    const [one, two] = [await add('1'), await add('2')]
    const { actId } = await tagLinks([one.linkId], ['shared'], [])
    await tagLinks([two.linkId], ['shared'], [])
    await undoAct(actId)
    const [tag] = await allTags()
    expect(tag?.name).toBe('shared')
    expect((await linkById(one.linkId))?.tags).toEqual([])
    expect((await linkById(two.linkId))?.tags).toEqual([tag?.id])
  })

  it('keeps a tag that undo of a deletion would need', async () => {
    const [one, two] = [await add('1'), await add('2')]
    const tagged = await tagLinks([one.linkId], ['shared'], [])
    await tagLinks([two.linkId], ['shared'], [])
    const deleted = await deleteLinks([two.linkId])
    await undoAct(tagged.actId)
    await undoAct(deleted.actId)
    expect((await linkById(two.linkId))?.tags).toEqual((await allTags()).map(({ id }) => id))
  })

  it('of an edit does not bring back a link deleted since', async () => {
    const { linkId } = await add('1')
    const { actId } = await editLinks([linkId], { title: 'new' })
    await deleteLinks([linkId])
    await expect(undoAct(actId)).rejects.toMatchObject({ reason: 'undo-expired' })
    expect(await db.links.count()).toBe(0)
  })

  it('of a deletion brings back versions that say what they lack', async () => {
    const wanted = [wantedBody('picture')]
    const { linkId } = await saveCapture(await newCapture('a', { wanted }))
    const { actId } = await deleteLinks([linkId])
    expect(await counts()).toEqual({ links: 0, snapshots: 0, jobs: 0 })
    await undoAct(actId)
    const row = await db.snapshots.get('a')
    expect(row?.status).toBe('complete')
    expect(row?.missing).toMatchObject([{ url: wanted[0]?.url, reason: 'interrupted' }])
    expect(await linkById(linkId)).toMatchObject({ latest: 'a', versions: 1 })
  })
})

describe('the address a page gives as its own', () => {
  const keepAt = async (name: string, url: string, said: string, title = 'one title') => {
    const capture = await newCapture(name, { urlKey: url, canonical: said, capturedAt: ++clock })
    const saved = await saveCapture({ ...capture, snapshot: { ...capture.snapshot, url, title } })
    const link = await linkById(saved.linkId)
    return { ...saved, canonical: link?.canonical, keys: link?.similarKeys }
  }
  let clock = AT
  const POST = 'https://example.com/2024/post'

  it('makes two links alike, never one', async () => {
    const there = await add('2024/post')
    const { linkId, canonical, keys } = await keepAt('a', 'https://example.com/p/5', POST)
    expect(linkId).not.toBe(there.linkId)
    expect(canonical).toBe(POST)
    expect(keys).toEqual(['//example.com/p/5', '//example.com/2024/post'])
    const alike = await similarLinks(['//example.com/2024/post'])
    expect(alike.map(({ id }) => id).sort()).toEqual([there.linkId, linkId].sort())
  })

  it('is forgotten once a version gives none, and comes back by undo', async () => {
    const { linkId } = await keepAt('a', 'https://example.com/p/5', POST)
    const { actId, keys } = await keepAt('b', 'https://example.com/p/5', '')
    expect(keys).toEqual(['//example.com/p/5'])
    await undoAct(actId)
    expect(await linkById(linkId)).toMatchObject({
      canonical: POST,
      similarKeys: ['//example.com/p/5', '//example.com/2024/post'],
    })
  })

  it('is not believed where it is the home page, or that of pages with other titles', async () => {
    expect((await keepAt('a', 'https://example.com/p/5', 'https://example.com/')).canonical).toBe(
      '',
    )
    expect((await keepAt('b', 'https://example.com/p/6', POST, 'six')).canonical).toBe(POST)
    expect((await keepAt('c', 'https://example.com/p/7', POST, 'seven')).canonical).toBe('')
  })

  it('is not that of a page that answered instead', async () => {
    const capture = await newCapture('a', { urlKey: 'https://example.com/p/5', canonical: POST })
    const notices = [{ kind: 'login-page' as const, detail: '' }]
    const url = 'https://example.com/p/5'
    const { linkId } = await saveCapture({
      ...capture,
      snapshot: { ...capture.snapshot, url, notices },
    })
    expect((await linkById(linkId))?.canonical).toBe('')
  })
})
