import { beforeEach, describe, expect, it } from 'vitest'
import { collectGarbage } from '../../utils/db/collect-garbage.ts'
import { db } from '../../utils/db/database.ts'
import { storeArrivals } from '../../utils/db/jobs.ts'
import { deleteLinks } from '../../utils/db/link-acts.ts'
import { linkById, readBody } from '../../utils/db/queries.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { arrived, newCapture, textBody, wantedBody } from '../support/rows.ts'

const DAY = 24 * 60 * 60 * 1000

const stored = async () => ({
  blobs: await db.blobs.count(),
  texts: await db.texts.count(),
  thumbs: await db.thumbs.count(),
})

/** A page with its document, its picture, an image and an icon: four bodies. */
async function keepPage(): Promise<{ linkId: number; actId: string }> {
  const picture = await textBody('screenshot', 'image/jpeg')
  const capture = await newCapture('a', { wanted: [wantedBody('image'), wantedBody('icon')] })
  const saved = await saveCapture({
    ...capture,
    bodies: [...capture.bodies, picture],
    snapshot: { ...capture.snapshot, screenshot: picture.hash },
  })
  const kept = [await arrived('image'), await arrived('icon', 'icon', 'icon')]
  await storeArrivals('a', { kept, failed: [], more: [] })
  return saved
}

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe('collecting garbage', () => {
  it('leaves all that a snapshot refers to', async () => {
    await keepPage()
    expect(await collectGarbage()).toBe(0)
    expect(await stored()).toEqual({ blobs: 4, texts: 1, thumbs: 1 })
  })

  it('removes bodies, texts and pictures nobody refers to', async () => {
    await keepPage()
    await db.blobs.put(await textBody('nobody refers to this'))
    await db.texts.put({ hash: 'nobody', body: new ArrayBuffer(0), length: 0 })
    await db.thumbs.put({ snapshot: 'nobody', picture: new Blob() })
    expect(await collectGarbage()).toBe(1)
    expect(await stored()).toEqual({ blobs: 4, texts: 1, thumbs: 1 })
  })

  it('leaves what an undo of a deletion would need, down to the icon', async () => {
    const { linkId } = await keepPage()
    const { actId } = await deleteLinks([linkId])
    expect(await collectGarbage()).toBe(0)
    await undoAct(actId)
    const snapshot = await db.snapshots.get('a')
    const link = await linkById(linkId)
    const hashes = [snapshot?.frames[0]?.html, snapshot?.screenshot, link?.icon]
    const bodies = await Promise.all(hashes.map((hash) => readBody(hash ?? '')))
    expect(await Promise.all(bodies.map((body) => body?.text()))).toEqual([
      'a',
      'screenshot',
      'icon',
    ])
    expect(await collectGarbage()).toBe(0)
  })

  it('removes it all once undo has ended', async () => {
    const { linkId } = await keepPage()
    const { actId } = await deleteLinks([linkId])
    expect(await collectGarbage(Date.now() + 29 * DAY)).toBe(0)
    expect(await collectGarbage(Date.now() + 31 * DAY)).toBe(4)
    expect(await stored()).toEqual({ blobs: 0, texts: 0, thumbs: 0 })
    await expect(undoAct(actId)).rejects.toMatchObject({ reason: 'undo-expired' })
  })

  it('removes what an undone keep had brought', async () => {
    const { actId } = await keepPage()
    await undoAct(actId)
    expect(await collectGarbage()).toBe(4)
    expect(await stored()).toEqual({ blobs: 0, texts: 0, thumbs: 0 })
  })

  it('loses nothing that is being stored meanwhile', async () => {
    await keepPage()
    const another = await newCapture('b', { urlKey: 'https://example.com/b' })
    const body = await arrived('late')
    const saving = saveCapture({
      ...another,
      job: { ...another.job, wanted: [wantedBody('late')] },
    })
    const collected = collectGarbage()
    const arriving = storeArrivals('b', { kept: [body], failed: [], more: [] })
    await Promise.all([saving, collected, arriving, collectGarbage()])
    expect(await stored()).toEqual({ blobs: 6, texts: 2, thumbs: 2 })
  })
})
