import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { addLinks } from '../../utils/db/add-links.ts'
import { db } from '../../utils/db/database.ts'
import { deleteLinks, editLinks } from '../../utils/db/link-acts.ts'
import { mergeLinks } from '../../utils/db/merge-links.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { SyncFailure } from '../../utils/model/sync-failure.ts'
import { editRecord } from '../../utils/record/edit-record.ts'
import { syncPass } from '../../utils/sync/sync-pass.ts'
import { sharedLink } from '../support/shared-link.ts'
import { exportedFiles, importNow } from '../support/zip-files.ts'
import { hashText } from '../sync/support/hash.ts'

/** A link of two devices whose note says `old`. */
async function withNote() {
  const shared = await sharedLink('page')
  const { library, other, server, sync, link, there } = shared
  await editLinks([link.id], { note: 'old' })
  await sync(library, other)
  const writeThere = async (note: string) => {
    await other.transaction(async (each) => {
      const locals = await each.getMany('link', [link.uid])
      const stamp = await each.stamp()
      await each.putMany(locals.map((local) => editRecord(local, { values: { note } }, stamp)))
    })
    // A deletion in the same millisecond might be the earlier one.
    await setTimeout(2)
  }
  const notes = async () => {
    await sync(library, other, library)
    return [(await db.links.get(link.id))?.note, (await there())?.values['note']]
  }
  /** A pass that is cut off before it tells anything. */
  const pullOnly = async () => {
    const push = () => Promise.reject(new SyncFailure('offline'))
    const cut = await syncPass(library, { ...server, push }, { hash: hashText })
    expect(cut).toMatchObject({ state: 'failed' })
  }
  return { ...shared, writeThere, notes, pullOnly }
}

describe('a deletion that is undone', () => {
  it.each([
    ['before anything was synced', 'nothing'],
    ['when that was heard of, and nobody was told of the deletion', 'pull'],
    ['when all was synced', 'pass'],
  ])('leaves a note that was written elsewhere meanwhile: %s', async (_, synced) => {
    const { library, other, sync, pullOnly, link, writeThere, notes } = await withNote()
    await writeThere('new')
    const { actId } = await deleteLinks([link.id])
    await sync(other)
    if (synced === 'pull') await pullOnly()
    if (synced === 'pass') await sync(library)
    await undoAct(actId)
    expect(await notes()).toEqual(['new', 'new'])
  })

  it('takes nothing from a text that has the one here and more', async () => {
    const { library, other, sync, link, writeThere, notes } = await withNote()
    await editLinks([link.id], { note: 'here' })
    await writeThere('here\n\nthere')
    const { actId } = await deleteLinks([link.id])
    await sync(other, library)
    await undoAct(actId)
    expect(await notes()).toEqual(['here\n\nthere', 'here\n\nthere'])
  })

  it('comes too late where both sides wrote, for that brings the link back with both texts', async () => {
    const { library, other, sync, link, writeThere, notes } = await withNote()
    await writeThere('there')
    await editLinks([link.id], { note: 'here' })
    const { actId } = await deleteLinks([link.id])
    await sync(other, library)
    await expect(undoAct(actId)).rejects.toThrow('undo-expired')
    expect(await notes()).toEqual(['there\n\nhere', 'there\n\nhere'])
  })

  it.each(['', 'theirs'])(
    'is not a backup put back, whose note is wanted though another device wrote %j',
    async (written) => {
      const { library, other, sync, link, writeThere, notes } = await withNote()
      // An import into an empty library takes the place of all there was.
      await addLinks([{ url: 'https://x.example/', urlKey: 'x', title: 'x' }], [], Date.now())
      const files = await exportedFiles()
      await writeThere(written)
      await sync(other, library)
      await deleteLinks([link.id])
      await sync(library, other)
      await importNow(files)
      await sync(library)
      const [here, there] = await notes()
      expect(here).toContain('old')
      expect(there).toBe(here)
    },
  )

  it('brings an edit back that was not sent', async () => {
    const { link, notes } = await withNote()
    await editLinks([link.id], { note: 'here' })
    const { actId } = await deleteLinks([link.id])
    await undoAct(actId)
    expect(await notes()).toEqual(['here', 'here'])
  })
})

describe('a merger by hand that is undone', () => {
  it.each([
    ['in between', true],
    ['only after it', false],
  ])(
    'leaves what was written here before and elsewhere meanwhile: synced %s',
    async (_, isSynced) => {
      const { library, sync, link, writeThere, notes } = await withNote()
      const url = 'https://keeper.example/'
      await addLinks([{ url, urlKey: url, title: 'keeper' }], [], Date.now())
      const keeper = await db.links.where('urlKey').equals(url).first()
      await editLinks([link.id], { note: 'here' })
      const { actId } = await mergeLinks(keeper?.id ?? 0, [link.id])
      await writeThere('there')
      if (isSynced) await sync(library)
      await undoAct(actId)
      const [here, there] = await notes()
      expect(String(here).split('\n\n').toSorted()).toEqual(['here', 'there'])
      expect(there).toBe(here)
    },
  )
})
