import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { completeSnapshot, resourcesJob } from '../../utils/db/jobs.ts'
import { deleteLinks } from '../../utils/db/link-acts.ts'
import { thumbOf } from '../../utils/db/queries.ts'
import { type NewCapture, saveCapture } from '../../utils/db/save-capture.ts'
import { nextToVerify, storeDrawing, storeVerification } from '../../utils/db/verify-jobs.ts'
import type { Verification } from '../../utils/model/snapshot.ts'
import { AT, newCapture } from '../support/rows.ts'

const HALF: Verification = {
  boxes: { total: 4, kept: 2 },
  resources: { total: 1, kept: 1 },
  differences: [],
  differing: 2,
}

/** A snapshot with a record of boxes, complete. */
async function kept(
  name: string,
  capturedAt = AT,
  fields: Partial<NewCapture> = {},
): Promise<{ linkId: number }> {
  const capture = await newCapture(name, { capturedAt, ...fields })
  const frames = capture.snapshot.frames.map((frame) => ({ ...frame, boxes: frame.html }))
  const saved = await saveCapture({ ...capture, snapshot: { ...capture.snapshot, frames } })
  await completeSnapshot(name, capturedAt)
  return saved
}

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe('a complete snapshot', () => {
  it('waits for its score, and is no longer fetching', async () => {
    await kept('a')
    expect(await resourcesJob('a')).toBeUndefined()
    expect(await nextToVerify()).toMatchObject({ snapshot: 'a', attempts: 1 })
  })

  it('without a record is not waited for', async () => {
    await saveCapture(await newCapture('a'))
    await completeSnapshot('a')
    expect(await nextToVerify()).toBeUndefined()
    expect(await db.jobs.count()).toBe(0)
  })

  it('gets score and differences once', async () => {
    await kept('a')
    await storeVerification('a', HALF)
    await storeVerification('a', { reason: 'timeout' })
    expect(await db.snapshots.get('a')).toMatchObject({ score: 0.5, verification: HALF })
    expect(await nextToVerify()).toBeUndefined()
  })

  it('says why it has no score', async () => {
    await kept('a')
    await storeVerification('a', { reason: 'damaged' })
    expect(await db.snapshots.get('a')).toMatchObject({
      score: null,
      verification: { reason: 'damaged' },
    })
  })

  it('that could not be compared twice stands in nobody’s way', async () => {
    await kept('a')
    await kept('b', AT + 1)
    expect((await nextToVerify())?.snapshot).toBe('a')
    expect((await nextToVerify())?.snapshot).toBe('a')
    expect((await nextToVerify())?.snapshot).toBe('b')
    expect((await db.snapshots.get('a'))?.verification).toEqual({ reason: 'timeout' })
  })

  it('deleted meanwhile is forgotten', async () => {
    const { linkId } = await kept('a')
    await deleteLinks([linkId])
    await storeVerification('a', HALF)
    expect(await nextToVerify()).toBeUndefined()
    expect(await db.snapshots.get('a')).toBeUndefined()
  })

  it('that nobody photographed stays on the list until its picture is drawn', async () => {
    const { linkId } = await kept('a', AT, { thumb: undefined })
    await storeVerification('a', HALF)
    expect((await nextToVerify())?.snapshot).toBe('a')
    await storeDrawing('a', { snapshot: 'hash', picture: new Blob(['drawn']) })
    expect(await nextToVerify()).toBeUndefined()
    expect(await db.snapshots.get('a')).toMatchObject({ thumb: 'hash', verification: HALF })
    expect(await (await thumbOf(linkId))?.text()).toBe('drawn')
  })

  it('that can not be drawn leaves the list without a picture, and is verified once', async () => {
    await kept('a', AT, { thumb: undefined })
    await storeVerification('a', HALF)
    await storeVerification('a', { reason: 'timeout' })
    await storeDrawing('a', undefined)
    expect(await nextToVerify()).toBeUndefined()
    expect(await db.snapshots.get('a')).toMatchObject({ verification: HALF })
    expect(await db.thumbs.count()).toBe(0)
  })

  it('that was photographed takes no other picture', async () => {
    const { linkId } = await kept('a')
    await storeDrawing('a', { snapshot: 'hash', picture: new Blob(['drawn']) })
    expect(await (await thumbOf(linkId))?.text()).toBe('thumb of a')
  })
})
