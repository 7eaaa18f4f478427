import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { deleteLinks } from '../../utils/db/link-acts.ts'
import { forgetTombstones } from '../../utils/db/replica/forget-orphans.ts'
import { retryRejected } from '../../utils/db/replica/rejected.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { editRecord } from '../../utils/record/edit-record.ts'
import { sharedLink } from '../support/shared-link.ts'
import { newTag, uid } from '../sync/support/builders.ts'

const DAY = 86_400_000

/** A link that is deleted here, as the server knows, and that another device still has. */
async function deleted() {
  const shared = await sharedLink('gone')
  const { actId } = await deleteLinks([shared.link.id])
  await shared.sync(shared.library)
  return { ...shared, actId }
}

/** One that another device puts a tag on before it hears that it was deleted. */
async function toBeDeleted() {
  const shared = await sharedLink('gone')
  const { library, other, sync, link } = shared
  await other.transaction((each) => each.putMany([newTag(7)]))
  await sync(other, library)
  const putTagThere = async () => {
    await other.transaction(async (each) => {
      const locals = await each.getMany('link', [link.uid])
      const stamp = await each.stamp()
      await each.putMany(locals.map((local) => editRecord(local, { add: [uid(7)] }, stamp)))
    })
    // A deletion in the same millisecond might be the earlier one.
    await setTimeout(2)
  }
  return { ...shared, putTagThere }
}

describe('a link that was deleted here', () => {
  it('leaves nothing of what it was, but that it was deleted', async () => {
    await deleted()
    const rows = await db.records.toArray()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('gone')
  })

  it('stays deleted where the account begins anew and another device still has it', async () => {
    const { library, other, server, sync } = await deleted()
    await server.wipe()
    await sync(other, library, other)
    expect(await db.links.count()).toBe(0)
  })

  it('is no trouble where an account that begins anew has no room for its tombstone', async () => {
    const { library, sync, fillAnew } = await deleted()
    await fillAnew()
    await sync(library)
    expect(await db.records.where('id').startsWith('link:').count()).toBe(0)
  })

  it('goes elsewhere, too, once an account that begins anew before it is told has room', async () => {
    const { library, other, server, sync, fillAnew, link, livesThere } = await sharedLink('gone')
    await deleteLinks([link.id])
    await fillAnew()
    await sync(library)
    await server.setMostRecords(0)
    await retryRejected()
    await sync(other, library, other)
    expect(await livesThere()).toBe(false)
    expect(await db.links.count()).toBe(0)
  })

  it('comes back whole by undo', async () => {
    const { library, other, sync, actId, there } = await deleted()
    await sync(other)
    await undoAct(actId)
    await sync(library, other)
    const [link] = await db.links.toArray()
    expect(link?.title).toBe('gone')
    expect((await there())?.values).toMatchObject({ title: 'gone', url: 'https://gone.example/' })
  })

  it.each([
    ['once', 1],
    ['twice, of which the server heard once', 2],
  ])('comes back by undo with what others put on it meanwhile: deleted %s', async (_, times) => {
    const { library, other, sync, link, there, putTagThere } = await toBeDeleted()
    await putTagThere()
    const { actId } = await deleteLinks([link.id])
    await sync(library, other, library)
    await undoAct(actId)
    for (let time = 1; time < times; time += 1) {
      await undoAct((await deleteLinks([link.id])).actId)
    }
    await sync(library, other)
    expect(Object.keys((await there())?.members ?? {})).toEqual([uid(7)])
    const [tag] = await db.tags.toArray()
    expect(await db.links.toArray()).toMatchObject([{ title: 'gone', tags: [tag?.id] }])
  })

  it('is forgotten once no server remembers it', async () => {
    await deleted()
    expect(await forgetTombstones(Date.now() + 199 * DAY)).toBe(0)
    expect(await forgetTombstones(Date.now() + 201 * DAY)).toBe(1)
    expect(await db.records.count()).toBe(0)
  })
})
