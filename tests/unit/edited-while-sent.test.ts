import { expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { deleteLinks, editLinks, tagLinks } from '../../utils/db/link-acts.ts'
import type { SyncServer } from '../../utils/sync/protocol.ts'
import { syncPass } from '../../utils/sync/sync-pass.ts'
import { sharedLink } from '../support/shared-link.ts'
import { hashText } from '../sync/support/hash.ts'

type Shared = Awaited<ReturnType<typeof sharedLink>>

/** A pass of the library in which its user does something while the first push is on its way or its answer is. */
async function passWhile({ library, server }: Shared, act: () => Promise<unknown>, when: string) {
  let isDone = false
  const meanwhile = async (moment: string) => {
    if (isDone || when !== moment) return
    isDone = true
    await act()
  }
  const push: SyncServer['push'] = async (...args) => {
    await meanwhile('before')
    const answer = await server.push(...args)
    await meanwhile('after')
    return answer
  }
  return syncPass(library, { ...server, push }, { hash: hashText })
}

const unsentOf = async () => (await db.records.toArray()).filter(({ unsent }) => unsent)

it.each(['before', 'after'])(
  'what is edited while a record is sent is sent as well: %s it arrives',
  async (when) => {
    const shared = await sharedLink('page')
    const { link, sync, library, other, there } = shared
    await editLinks([link.id], { note: 'first', starred: 1 })
    const act = async () => {
      await editLinks([link.id], { note: 'second', title: 'mine' })
      await tagLinks([link.id], ['tag'], [])
    }
    expect(await passWhile(shared, act, when)).toMatchObject({ state: 'done' })
    await sync(library, other)
    const values = { note: 'second', title: 'mine', starred: 1 }
    expect((await there())?.values).toMatchObject(values)
    expect(await db.links.get(link.id)).toMatchObject(values)
    expect(Object.keys((await there())?.members ?? {})).toHaveLength(1)
    expect(await unsentOf()).toEqual([])
  },
)

it.each(['before', 'after'])('so is a deletion: %s it arrives', async (when) => {
  const shared = await sharedLink('page')
  const { link, sync, library, other, livesThere } = shared
  await editLinks([link.id], { title: 'mine' })
  await passWhile(shared, () => deleteLinks([link.id]), when)
  await sync(library, other)
  expect(await livesThere()).toBe(false)
  expect(await db.links.count()).toBe(0)
})

it('an edit between a look at the clock and its move has a stamp of its own', async () => {
  const shared = await sharedLink('page')
  const { link, library, server, sync, other, there } = shared
  await editLinks([link.id], { title: 'first' })
  const { place } = library
  const titles = ['second', 'third', 'fourth']
  // Where the library says how far it sent, its user edits first.
  const busy: typeof library = {
    ...library,
    place: async (work) => {
      const title = titles.shift()
      if (title) await editLinks([link.id], { title })
      return place(work)
    },
  }
  await syncPass(busy, server, { hash: hashText })
  await sync(library, other)
  expect(titles).toEqual([])
  expect((await there())?.values['title']).toBe('fourth')
})
