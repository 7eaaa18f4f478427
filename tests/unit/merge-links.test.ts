import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { completeSnapshot } from '../../utils/db/jobs.ts'
import { addLink, deleteLinks, editLinks } from '../../utils/db/link-acts.ts'
import { mergeLinks } from '../../utils/db/merge-links.ts'
import { linkById, snapshotsOf } from '../../utils/db/queries.ts'
import { startTracking } from '../../utils/db/replica/start-tracking.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { isAlive, membersOf, textOf } from '../../utils/record/record.ts'
import { newCapture, wantedBody } from '../support/rows.ts'
import { paths } from '../support/stored-tags.ts'
import { acknowledge, addedLink, DEVICE, recordOf } from '../support/tracked-library.ts'

const AT = 1_700_000_000_000

beforeEach(async () => {
  await db.delete()
  await db.open()
})

/** A link with a version of its own. */
async function kept(name: string, tags: string[], ended = true): Promise<number> {
  const url = `https://example.com/${name}`
  const { linkId } = await addLink({ url, urlKey: url, title: name, tags, at: AT })
  const wanted = ended ? [] : [wantedBody('picture')]
  const capture = await newCapture(name, { urlKey: url, linkId, wanted })
  await saveCapture(capture)
  if (ended) await completeSnapshot(name, AT)
  return linkId
}

/** All rows the user owns, clocks and journal aside. */
async function contents() {
  const [links, tags, snapshots] = await Promise.all([
    db.links.toArray(),
    db.tags.toArray(),
    db.snapshots.toArray(),
  ])
  return { links: links.map(({ updatedAt: _, ...link }) => link), tags, snapshots }
}

describe('links that are merged', () => {
  it('leave one with versions, tags, notes and star of all', async () => {
    const [a, b, c] = [await kept('a', ['x']), await kept('b', ['x', 'y']), await kept('c', ['z'])]
    await editLinks([a], { note: 'first' })
    await editLinks([b], { note: 'first\n\nsecond', starred: 1 })
    await mergeLinks(a, [b, c, b, a])
    expect(await db.links.toCollection().primaryKeys()).toEqual([a])
    const link = await linkById(a)
    expect(link).toMatchObject({
      title: 'title of a',
      note: 'first\n\nsecond',
      starred: 1,
      versions: 3,
    })
    expect(link?.tags).toHaveLength((await paths()).length)
    expect((await snapshotsOf(a)).map(({ uid }) => uid).sort()).toEqual(['a', 'b', 'c'])
  })

  it('are as they were after undo', async () => {
    const [a, b] = [await kept('a', ['x']), await kept('b', ['y'])]
    await editLinks([b], { note: 'mine', starred: 1, state: 'archived' })
    const before = await contents()
    const { actId } = await mergeLinks(a, [b])
    await undoAct(actId)
    expect(await contents()).toEqual(before)
  })

  it('keep what was done to the one that stayed when they are parted again', async () => {
    const [a, b] = [await kept('a', []), await kept('b', ['y'])]
    const { actId } = await mergeLinks(a, [b])
    await editLinks([a], { title: 'better' })
    await saveCapture(await newCapture('later', { urlKey: '', linkId: a, capturedAt: AT + 9 }))
    await undoAct(actId)
    expect(await linkById(a)).toMatchObject({ title: 'better', versions: 2, latest: 'later' })
    expect(await linkById(b)).toMatchObject({ title: 'title of b', versions: 1, latest: 'b' })
  })

  it('are not parted where the address was kept again since', async () => {
    const [a, b] = [await kept('a', []), await kept('b', [])]
    const { actId } = await mergeLinks(a, [b])
    await kept('b', [])
    const before = await contents()
    await expect(undoAct(actId)).rejects.toMatchObject({ reason: 'undo-expired' })
    expect(await contents()).toEqual(before)
  })

  it('bring what is still being fetched, and no page that is still to be opened', async () => {
    const [a, b] = [await kept('a', []), await kept('b', [], false)]
    const at = { startedAt: AT, updatedAt: AT, tabId: -1 }
    const waiting = { kind: 'link', status: 'waiting', reason: 'unknown', detail: '' } as const
    const url = 'https://example.com/b'
    await db.jobs.put({ id: `link-${b}`, linkId: b, url, attempts: 0, ...waiting, ...at })
    await mergeLinks(a, [b])
    const jobs = (await db.jobs.toArray()).filter(({ kind }) => kind !== 'verify')
    expect(jobs.map(({ kind, linkId }) => [kind, linkId])).toEqual([['resources', a]])
    await completeSnapshot('b', AT)
    expect((await snapshotsOf(a)).map(({ status }) => status)).toEqual(['complete', 'complete'])
  })

  it('stay where one of them is not there any more', async () => {
    const [a, b] = [await kept('a', []), await kept('b', ['y'])]
    await deleteLinks([b])
    const before = await contents()
    await expect(mergeLinks(a, [b])).rejects.toMatchObject({ reason: 'not-found' })
    expect(await contents()).toEqual(before)
  })
})

describe('what sync is told of a merger', () => {
  beforeEach(() => startTracking(DEVICE))

  it('is where links and their versions went', async () => {
    const [a, b] = [await addedLink('a'), await addedLink('b', ['y'])]
    await editLinks([b.id], { note: 'mine' })
    await saveCapture(await newCapture('one', { urlKey: '', linkId: b.id }))
    await completeSnapshot('one', AT)
    await acknowledge()
    await mergeLinks(a.id, [b.id])
    const [keeper, gone] = [await recordOf('link', a.uid), await recordOf('link', b.uid)]
    expect(isAlive(gone.record)).toBe(false)
    expect(textOf(gone.record, 'mergedInto')).toBe(a.uid)
    expect([textOf(gone.record, 'note'), membersOf(gone.record)]).toEqual(['', []])
    expect(textOf(keeper.record, 'note')).toBe('mine')
    // It lives on where it is deleted elsewhere in this moment.
    expect(keeper.unsent?.fields).toContain('url')
    const version = await recordOf('snapshot', 'one')
    expect(isAlive(version.record)).toBe(true)
    expect(textOf(version.record, 'link')).toBe(a.uid)
    expect(version.unsent?.fields).toEqual(['link'])
  })

  it('leaves all else of what went, which others may bring back', async () => {
    const [a, b] = [await addedLink('a'), await addedLink('b')]
    await editLinks([b.id], { title: 'mine' })
    await acknowledge()
    await mergeLinks(a.id, [b.id])
    await acknowledge()
    const { record } = await recordOf('link', b.uid)
    expect(record.values).toMatchObject({ title: 'mine', state: 'inbox', mergedInto: a.uid })
  })

  it('is taken back by undo', async () => {
    const [a, b] = [await addedLink('a'), await addedLink('b', ['y'])]
    await saveCapture(await newCapture('one', { urlKey: '', linkId: b.id }))
    await completeSnapshot('one', AT)
    await acknowledge()
    const { actId } = await mergeLinks(a.id, [b.id])
    await acknowledge()
    await undoAct(actId)
    const back = await recordOf('link', b.uid)
    expect(isAlive(back.record)).toBe(true)
    expect(textOf(back.record, 'mergedInto')).toBe('')
    expect(membersOf(back.record)).toHaveLength(1)
    const version = await recordOf('snapshot', 'one')
    expect([isAlive(version.record), textOf(version.record, 'link')]).toEqual([true, b.uid])
  })
})
