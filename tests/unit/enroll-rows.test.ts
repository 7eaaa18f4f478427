import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { deleteLinks, editLinks } from '../../utils/db/link-acts.ts'
import type { RecordRow } from '../../utils/db/replica/record-row.ts'
import { enrollRows, startTracking, stopTracking } from '../../utils/db/replica/start-tracking.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { putSetting } from '../../utils/db/settings.ts'
import { isAlive, membersOf } from '../../utils/record/record.ts'
import { newCapture } from '../support/rows.ts'
import { addedLink, DEVICE, recordOf, unsent } from '../support/tracked-library.ts'

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe('what was there before', () => {
  it('is enrolled as old as it is, and goes on where it was stopped', async () => {
    const { id, uid } = await addedLink('a', ['t'])
    await saveCapture(await newCapture('one', { linkId: id }))
    await putSetting('hostPause', 7)
    await startTracking(DEVICE)
    expect(await unsent()).toEqual([])
    await enrollRows(AbortSignal.abort())
    expect(await db.records.count()).toBe(0)
    await enrollRows()
    const kinds = (await unsent()).map(({ record }) => record.kind)
    expect(kinds).toEqual(['tag', 'link', 'snapshot', 'setting'])
    const { record } = await recordOf('link', uid)
    const link = await db.links.get(id)
    expect(Number.parseInt((record.fields['title'] ?? '').slice(0, 12), 16)).toBe(link?.updatedAt)
    const before = await db.records.toArray()
    await enrollRows()
    expect(await db.records.toArray()).toEqual(before)
  })

  it('has the change and the rest of it, where it changes before its turn', async () => {
    const { id, uid } = await addedLink('a', ['t'])
    await startTracking(DEVICE)
    await editLinks([id], { starred: 1 })
    const { record, unsent: parts } = await recordOf('link', uid)
    expect(parts?.fields).toContain('title')
    expect((record.fields['starred'] ?? '') > (record.fields['title'] ?? '')).toBe(true)
    expect(membersOf(record)).toHaveLength(1)
    await enrollRows()
    expect((await recordOf('link', uid)).record).toEqual(record)
  })

  it.each([
    ['before its turn', false],
    ['after it', true],
  ])('stays deleted where its time was ahead: deleted %s', async (_, isEnrolled) => {
    const { id, uid } = await addedLink()
    await db.links.update(id, { updatedAt: Date.now() + 86_400_000 })
    await startTracking(DEVICE)
    if (isEnrolled) await enrollRows()
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 60_000)
    await deleteLinks([id])
    clock.mockRestore()
    expect(isAlive((await recordOf('link', uid)).record)).toBe(false)
  })

  it('is not taken for a version to send where that goes with its link meanwhile', async () => {
    const { id, uid } = await addedLink()
    await saveCapture(await newCapture('one', { linkId: id }))
    await startTracking(DEVICE)
    const noted: RecordRow[] = []
    const transaction = db.transaction.bind(db) as (...args: unknown[]) => Promise<unknown>
    const spy = vi.spyOn(db, 'transaction').mockImplementation((async (...args: unknown[]) => {
      const [mode, tables] = args
      if (mode === 'r' && Array.isArray(tables) && (await db.records.count()) > 0) {
        spy.mockRestore()
        const read = await transaction(...args)
        await deleteLinks([id])
        noted.push(...(await db.records.toArray()))
        return read
      }
      return transaction(...args)
    }) as typeof db.transaction)
    await enrollRows()
    expect(await db.links.count()).toBe(0)
    expect(isAlive((await recordOf('link', uid)).record)).toBe(false)
    expect(noted.map(({ kind }) => kind)).toContain('snapshot')
    expect(await db.records.toArray()).toEqual(noted)
    expect(await db.transfers.count()).toBe(0)
  })

  it('is forgotten by sync alone', async () => {
    await addedLink('a', ['t'])
    await startTracking(DEVICE)
    await enrollRows()
    await stopTracking()
    expect([await db.records.count(), await db.replica.count()]).toEqual([0, 0])
    expect([await db.links.count(), await db.tags.count()]).toEqual([1, 1])
  })
})
