import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { addLinks } from '../../utils/db/add-links.ts'
import { db } from '../../utils/db/database.ts'
import { completeSnapshot } from '../../utils/db/jobs.ts'
import { deleteLinks } from '../../utils/db/link-acts.ts'
import { mergeLinks } from '../../utils/db/merge-links.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { editRecord } from '../../utils/record/edit-record.ts'
import { newCapture } from '../support/rows.ts'
import { sharedLink } from '../support/shared-link.ts'
import { uid } from '../sync/support/builders.ts'

const VERSION = uid(9)
const KEEPER = 'https://keeper.example/'

/** A link with a version, and another link it is to be merged into, as two devices know. */
async function withVersion() {
  const shared = await sharedLink('page')
  const { library, other, sync, link } = shared
  await saveCapture(await newCapture(VERSION, { linkId: link.id }))
  await completeSnapshot(VERSION)
  const { links } = await addLinks([{ url: KEEPER, urlKey: KEEPER, title: '' }], [], Date.now())
  const keeper = links.get(KEEPER)
  if (!keeper) throw new Error('no link')
  await sync(library, other)
  const renameThere = async () => {
    await setTimeout(2)
    await other.transaction(async (each) => {
      const locals = await each.getMany('link', [keeper.uid])
      const edit = { values: { title: 'renamed' } }
      const stamp = await each.stamp()
      await each.putMany(locals.map((local) => editRecord(local, edit, stamp)))
    })
  }
  return { ...shared, keeper, renameThere }
}

describe('a version that moved with a merger by hand', () => {
  it('is whole where its link was deleted before it was sent, and is brought back elsewhere', async () => {
    const { library, other, sync, link, keeper, renameThere } = await withVersion()
    await mergeLinks(keeper.id, [link.id])
    await deleteLinks([keeper.id])
    await renameThere()
    await sync(other, library, other)
    const row = await db.links.where('uid').equals(keeper.uid).first()
    expect(row).toMatchObject({ title: 'renamed', versions: 1, latest: VERSION })
    expect(await db.snapshots.get(VERSION)).toMatchObject({ linkId: row?.id })
    const [here] = await library.look((each) => each.getMany('snapshot', [VERSION]))
    const [there] = await other.look((each) => each.getMany('snapshot', [VERSION]))
    expect(here?.record).toEqual(there?.record)
  })
})

describe('a version of a link that was deleted', () => {
  // As who resolves does, where another link that was merged into it got something.
  it('is fetched where the link is brought back before anybody was told', async () => {
    const { library, other, sync, link } = await withVersion()
    const read = () => library.look((each) => each.getMany('link', [link.uid]))
    const [whole] = await read()
    await deleteLinks([link.id])
    expect(await db.records.get(`snapshot:${VERSION}`)).toBeUndefined()
    await library.transaction(async (each) => {
      const locals = await each.getMany('link', [link.uid])
      const edit = { values: whole?.record.values ?? {} }
      const stamp = await each.stamp()
      await each.putMany(locals.map((local) => editRecord(local, edit, stamp)))
    })
    await sync(library, other)
    expect(await db.snapshots.get(VERSION)).toBeDefined()
  })
})
