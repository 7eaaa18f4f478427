import { beforeEach, describe, expect, it } from 'vitest'
import { picturesOf } from '../../utils/archive/picture/pictures-of.ts'
import { endLostPictures } from '../../utils/capture/whole-picture/end-lost-pictures.ts'
import { collectGarbage } from '../../utils/db/collect-garbage.ts'
import { db } from '../../utils/db/database.ts'
import { completeSnapshot, resourcesJob } from '../../utils/db/jobs.ts'
import { snapshotShape } from '../../utils/db/library/snapshot-shape.ts'
import { type SavedCapture, saveCapture } from '../../utils/db/save-capture.ts'
import { storageUse } from '../../utils/db/storage-use.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { notePicture, storePicture } from '../../utils/db/whole-picture.ts'
import { newCapture, textBody } from '../support/rows.ts'
import { exportedFiles, importNow } from '../support/zip-files.ts'

let saved: SavedCapture

beforeEach(async () => {
  await db.delete()
  await db.open()
  const capture = await newCapture('a')
  saved = await saveCapture({ ...capture, job: { ...capture.job, picture: { done: 0, of: 0 } } })
})

const row = () => db.snapshots.get('a')

async function store() {
  const bodies = [await textBody('one', 'image/png'), await textBody('two', 'image/png')]
  // The third looks like the first.
  const tiles = [0, 1, 0].map((at, n) => ({
    hash: bodies[at]?.hash ?? '',
    y: n * 10,
    width: 20,
    height: 10,
  }))
  await storePicture('a', { tiles, bodies, notices: [] })
  return bodies
}

describe('the picture of a whole page', () => {
  it('is stored with its snapshot, which nothing waits for then', async () => {
    expect(await notePicture('a', 1, 3)).toBe(true)
    await store()
    expect((await row())?.tiles?.map(({ y }) => y)).toEqual([0, 10, 20])
    expect((await resourcesJob('a'))?.picture).toBeUndefined()
  })

  it('is nothing where the page was taken back meanwhile', async () => {
    await undoAct(saved.actId)
    expect(await notePicture('a', 1, 3)).toBe(false)
    await store()
    expect(await row()).toBeUndefined()
    expect((await db.blobs.toArray()).map(({ type }) => type)).not.toContain('image/png')
  })

  it('counts as pictures, and stays as long as its snapshot', async () => {
    const bodies = await store()
    expect((await storageUse()).kinds.screenshots).toBe('onetwo'.length)
    await collectGarbage()
    expect(await db.blobs.bulkGet(bodies.map(({ hash }) => hash))).not.toContain(undefined)
  })

  it('passes the border with its snapshot', async () => {
    await store()
    const stored = await row()
    expect(snapshotShape(stored, 'snapshots')).toEqual(stored)
    const bad = { ...stored, tiles: [{ hash: 'x', y: 0, width: 1, height: 1 }] }
    expect(() => snapshotShape(bad, 'snapshots')).toThrow('zip-damaged')
  })

  it('goes into an export of the library and comes back with it', async () => {
    const bodies = await store()
    await completeSnapshot('a')
    const { tiles } = (await row()) ?? {}
    const files = await exportedFiles()
    await db.delete()
    await db.open()
    await importNow(files)
    expect((await row())?.tiles).toEqual(tiles)
    expect(await db.blobs.bulkGet(bodies.map(({ hash }) => hash))).toMatchObject(
      bodies.map(({ hash, bytes }) => ({ hash, bytes })),
    )
  })

  it('that a killed worker was taking is given up with a word', async () => {
    await endLostPictures()
    expect(await row()).toMatchObject({ notices: [{ kind: 'picture-failed' }] })
    await completeSnapshot('a')
    expect(await row()).toMatchObject({ status: 'complete', notices: [{ kind: 'picture-failed' }] })
  })

  it('that nobody ended is given up when the snapshot is complete', async () => {
    await completeSnapshot('a')
    expect(await row()).toMatchObject({ notices: [{ kind: 'picture-failed' }] })
  })
})

describe('strips in files', () => {
  const tile = (y: number, height: number) => ({ hash: String(y), y, width: 10, height })

  it('go into one picture as long as that can be opened', () => {
    expect(picturesOf([tile(0, 8000), tile(8000, 8000)])).toHaveLength(1)
    const many = picturesOf([tile(0, 8000), tile(8000, 8000), tile(16_000, 8000)])
    expect(many.map((tiles) => tiles.length)).toEqual([2, 1])
  })
})
