import { beforeEach, describe, expect, it } from 'vitest'
import { addLinks } from '../../utils/db/add-links.ts'
import { createDatabase, db } from '../../utils/db/database.ts'
import { completeSnapshot } from '../../utils/db/jobs.ts'
import { deleteLinks, editLinks, tagLinks, trashLinks } from '../../utils/db/link-acts.ts'
import { dexieReplica } from '../../utils/db/replica/dexie-replica.ts'
import { startTracking } from '../../utils/db/replica/start-tracking.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { putSetting } from '../../utils/db/settings.ts'
import { createTag, deleteTags, mergeTags, renameTag } from '../../utils/db/tag-acts.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { addVerifyJob, storeDrawing, storeVerification } from '../../utils/db/verify-jobs.ts'
import type { Job } from '../../utils/model/job.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { isAlive, membersOf } from '../../utils/record/record.ts'
import { newCapture, wantedBody } from '../support/rows.ts'
import { acknowledge, addedLink, DEVICE, recordOf, unsent } from '../support/tracked-library.ts'

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe('a small picture that is drawn after its page was sent', () => {
  it('is sent, too', async () => {
    await startTracking(DEVICE)
    const capture = await newCapture('late')
    await saveCapture({ ...capture, thumb: undefined })
    await db.transfers.clear()
    const linkId = (await db.snapshots.get('late'))?.linkId ?? 0
    await addVerifyJob({ uid: 'late', linkId, frames: [{ boxes: 'b' }] as Snapshot['frames'] }, 1)
    await storeVerification('late', { reason: 'timeout' })
    expect(await db.transfers.count()).toBe(0)
    await storeDrawing('late', { snapshot: 'drawn', picture: new Blob(['drawn']) })
    expect(await db.transfers.toArray()).toEqual([{ id: 'up:late', way: 'up', snapshot: 'late' }])
  })
})

describe('where changes are not tracked', () => {
  const reader = createDatabase('read')

  it('synced rows are not changed', async () => {
    const row = { key: 'hostPause', value: 3 }
    await expect(reader.settings.put(row)).rejects.toThrow('not tracked')
    await expect(reader.links.where('id').above(0).delete()).rejects.toThrow('not tracked')
    await expect(reader.links.clear()).rejects.toThrow('not tracked')
    const both = () =>
      reader.transaction('rw', reader.jobs, reader.settings, async () => {
        await reader.jobs.put({ id: 'a' } as Job)
        await reader.settings.bulkPut([row])
      })
    await expect(both()).rejects.toThrow('not tracked')
    expect(await reader.settings.count()).toBe(0)
    expect(await reader.jobs.count()).toBe(0)
  })

  it('others are', async () => {
    await reader.jobs.put({ id: 'a' } as Job)
    expect(await reader.jobs.count()).toBe(1)
  })
})

describe('where nothing is synced', () => {
  it('nothing is noted', async () => {
    await addedLink('a', ['t'])
    await putSetting('hostPause', 3)
    expect(await db.records.count()).toBe(0)
    expect(await db.replica.count()).toBe(0)
  })
})

describe('a change', () => {
  beforeEach(() => startTracking(DEVICE))

  it('is unsent from the transaction that made it, all of it with one stamp', async () => {
    const { uid } = await addedLink('a', ['news/today'])
    const all = await unsent()
    expect(all.map(({ record }) => record.kind)).toEqual(['tag', 'tag', 'link'])
    const stamps = all.flatMap(({ record }) => Object.values(record.fields))
    expect(new Set(stamps).size).toBe(1)
    expect(stamps[0]).toMatch(/-0000-a1b2c3d4$/)
    const { record } = await recordOf('link', uid)
    expect(record.values).toMatchObject({ title: 'a', state: 'inbox', starred: 0, mergedInto: '' })
    const [, tag] = await db.tags.toArray()
    expect(membersOf(record)).toEqual([tag?.uid])
  })

  it('is not noted where its transaction fails', async () => {
    await expect(renameTag(99, 'x')).rejects.toMatchObject({ reason: 'not-found' })
    const { id } = await addedLink()
    const before = await db.records.toArray()
    await expect(editLinks([id, 5], { title: 'x' })).rejects.toMatchObject({ reason: 'not-found' })
    expect(await db.records.toArray()).toEqual(before)
  })

  it('notes the fields that changed alone, and the text a note was', async () => {
    const { id, uid } = await addedLink()
    await editLinks([id], { note: 'first' })
    await acknowledge()
    await editLinks([id], { note: 'second' })
    await editLinks([id], { note: 'third', starred: 1 })
    const { unsent: parts, record } = await recordOf('link', uid)
    expect(parts).toMatchObject({ fields: ['note', 'starred'], members: [], noteBase: 'first' })
    expect(record.fields['title']).not.toBe(record.fields['note'])
    await editLinks([id], { title: 'a' })
    expect((await recordOf('link', uid)).unsent?.fields).toEqual(['note', 'starred'])
  })

  it('takes a tag off by the addition it knows, and puts it on again later', async () => {
    const { id, uid } = await addedLink('a', ['t'])
    const [tag] = await db.tags.toArray()
    const added = (await recordOf('link', uid)).record.members[tag?.uid ?? '']
    await tagLinks([id], [], [tag?.id ?? 0])
    expect((await recordOf('link', uid)).record.members[tag?.uid ?? '']).toEqual([
      added?.[0],
      added?.[0],
    ])
    await tagLinks([id], ['t'], [])
    expect(membersOf((await recordOf('link', uid)).record)).toEqual([tag?.uid])
  })

  it('of a deletion stays when the row is gone, and ends when it comes back', async () => {
    const { id, uid } = await addedLink('a', ['t'])
    await acknowledge()
    const { actId } = await deleteLinks([id])
    const deleted = await recordOf('link', uid)
    expect(deleted.unsent).toMatchObject({ deleted: true, fields: [] })
    expect(isAlive(deleted.record)).toBe(false)
    await undoAct(actId)
    const back = await recordOf('link', uid)
    expect(isAlive(back.record)).toBe(true)
    expect(back.record.values).toMatchObject({ title: 'a' })
    expect(back.unsent?.fields).toContain('title')
  })

  it('of a link that goes deletes none of its versions', async () => {
    const { id } = await addedLink()
    await saveCapture(await newCapture('sent', { linkId: id }))
    await acknowledge()
    await saveCapture(await newCapture('unsent', { linkId: id }))
    const { actId } = await deleteLinks([id])
    expect(await db.records.get('snapshot:sent')).toBeUndefined()
    const held = await recordOf('snapshot', 'unsent')
    expect(isAlive(held.record)).toBe(true)
    expect(held.record.values['data']).toMatchObject({ trigger: 'popup' })
    await undoAct(actId)
    for (const uid of ['sent', 'unsent']) {
      expect(isAlive((await recordOf('snapshot', uid)).record)).toBe(true)
    }
  })

  it('of a tag deletes all inside it, though it goes first', async () => {
    await createTag('outer/inner/innermost')
    const outer = (await db.tags.toArray()).find(({ name }) => name === 'outer')
    await deleteTags([outer?.id ?? 0])
    const locals = await dexieReplica.transaction((each) => each.tags())
    expect(locals.map(({ record }) => isAlive(record))).toEqual([false, false, false])
  })

  it('of a version alone deletes it', async () => {
    const { id } = await addedLink()
    await saveCapture(await newCapture('one', { linkId: id }))
    await acknowledge()
    await db.snapshots.delete('one')
    expect(isAlive((await recordOf('snapshot', 'one')).record)).toBe(false)
  })

  it('keeps what was written and not sent when its link is deleted', async () => {
    const { id, uid } = await addedLink()
    await acknowledge()
    await editLinks([id], { note: 'not sent' })
    await deleteLinks([id])
    const { record, unsent: parts } = await recordOf('link', uid)
    expect(record.values).toEqual({ note: 'not sent' })
    expect(parts).toMatchObject({ fields: ['note'], deleted: true })
  })

  it('puts tags and links back whatever comes first', async () => {
    const { uid } = await addedLink('a', ['t', 'u'])
    const before = (await recordOf('link', uid)).record
    const [t, u] = await db.tags.toArray()
    await acknowledge()
    for (const act of [
      () => deleteTags([t?.id ?? 0]),
      () => mergeTags(t?.id ?? 0, u?.id ?? 0),
      async () => trashLinks([Number((await db.links.toArray())[0]?.id)]),
    ]) {
      await undoAct((await act()).actId)
      const { record } = await recordOf('link', uid)
      expect(membersOf(record).toSorted()).toEqual(membersOf(before).toSorted())
      expect(record.values).toEqual(before.values)
      expect(isAlive((await recordOf('tag', t?.uid ?? '')).record)).toBe(true)
    }
  })

  it('of a page is noted once it is complete', async () => {
    const { id } = await addedLink()
    await saveCapture(await newCapture('one', { linkId: id, wanted: [wantedBody('x')] }))
    expect(await db.records.get('snapshot:one')).toBeUndefined()
    await completeSnapshot('one')
    const { record } = await recordOf('snapshot', 'one')
    expect(record.values['data']).toMatchObject({ status: 'complete', trigger: 'popup' })
    expect(record.values).not.toHaveProperty('linkId')
  })

  it('of a setting is noted where the setting follows its owner', async () => {
    await putSetting('hostPause', 7)
    await putSetting('theme', 'dark')
    expect((await unsent()).map(({ record }) => [record.uid, record.values['value']])).toEqual([
      ['hostPause', 7],
    ])
  })

  it('of a whole table is noted', async () => {
    const { tagId } = await createTag('t')
    await acknowledge()
    await db.tags.clear()
    expect(tagId).toBe(1)
    expect((await unsent())[0]?.unsent?.deleted).toBe(true)
  })

  it('by many at once is noted row by row', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => {
      const urlKey = `https://example.com/${at}`
      return { url: urlKey, urlKey, title: String(at), tags: ['t'] }
    })
    const { links } = await addLinks(rows, [], Date.now())
    await Promise.all([...links.values()].map(({ id }) => db.links.update(id, { starred: 1 })))
    const all = (await unsent()).filter(({ record }) => record.kind === 'link')
    expect(all).toHaveLength(60)
    expect(all.every(({ record }) => record.values['starred'] === 1)).toBe(true)
  })
})
