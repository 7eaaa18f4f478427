import { beforeEach, describe, expect, it } from 'vitest'
import { freeSpace } from '../../utils/db/collect-garbage.ts'
import { db } from '../../utils/db/database.ts'
import { storeArrivals } from '../../utils/db/jobs.ts'
import { deleteLinks, trashLinks } from '../../utils/db/link-acts.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { storageUse } from '../../utils/db/storage-use.ts'
import { arrived, newCapture, textBody, wantedBody } from '../support/rows.ts'

/** A page with a picture, an image, a font and a sheet; the image is the same on every page. */
async function keepPage(name: string): Promise<number> {
  const picture = await textBody(`screenshot of ${name}`, 'image/jpeg')
  const wanted = ['image', 'font', 'sheet'].map((cid) => wantedBody(cid))
  const capture = await newCapture(name, { wanted })
  const { linkId } = await saveCapture({
    ...capture,
    urlKey: `https://example.com/${name}`,
    bodies: [...capture.bodies, picture],
    snapshot: { ...capture.snapshot, screenshot: picture.hash },
  })
  const kept = [
    await arrived('image', 'the same everywhere'),
    await arrived('font', `font of ${name}`, 'font'),
    await arrived('sheet', `a sheet of ${name}`, 'style'),
  ]
  await storeArrivals(name, { kept, failed: [], more: [] })
  return linkId
}

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)

/** Bytes of all rows, counted from the rows themselves. */
async function allBytes(): Promise<number> {
  const [blobs, texts, thumbs] = await Promise.all([
    db.blobs.toArray(),
    db.texts.toArray(),
    db.thumbs.toArray(),
  ])
  return sum([
    ...blobs.map(({ stored }) => stored),
    ...texts.map(({ body }) => body.byteLength),
    ...thumbs.map(({ picture }) => picture.size),
  ])
}

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe('what the storage is used for', () => {
  it('is nothing in an empty library', async () => {
    const { kinds, trash, undo } = await storageUse()
    expect([...Object.values(kinds), trash, undo]).toEqual(Array(9).fill(0))
  })

  it('is told by kind, a shared body once, and adds up', async () => {
    await keepPage('a')
    const one = await storageUse()
    await keepPage('b')
    const two = await storageUse()
    expect(one.kinds.images).toBe('the same everywhere'.length)
    expect(two.kinds.images).toBe(one.kinds.images)
    expect(two.kinds.fonts).toBe('font of a'.length * 2)
    expect(two.kinds.screenshots).toBe('screenshot of a'.length * 2)
    expect(two.kinds.pages).toBeGreaterThan(one.kinds.pages)
    expect(sum(Object.values(two.kinds))).toBe(await allBytes())
    expect([two.trash, two.undo]).toEqual([0, 0])
  })

  it('names what only the trash holds', async () => {
    const linkId = await keepPage('a')
    await keepPage('b')
    await trashLinks([linkId])
    const { kinds, trash } = await storageUse()
    const shared = kinds.images
    expect(trash).toBe((sum(Object.values(kinds)) - shared) / 2)
  })

  it('names what only undo holds, which is what freeing space gives back', async () => {
    const linkId = await keepPage('a')
    await keepPage('b')
    await deleteLinks([linkId])
    const { kinds, undo } = await storageUse()
    expect(undo).toBeGreaterThan(0)
    expect(undo + sum(Object.values(kinds))).toBe(await allBytes())
    expect((await freeSpace()).bytes).toBe(undo)
    expect((await storageUse()).undo).toBe(0)
  })

  it('can be called off', async () => {
    await expect(storageUse(AbortSignal.abort())).rejects.toThrow()
  })
})
