import { beforeEach, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { addLink } from '../../utils/db/link-acts.ts'
import { recentActs } from '../../utils/db/recent-acts.ts'
import { createTag, deleteTags, renameTag } from '../../utils/db/tag-acts.ts'
import { undoAct } from '../../utils/db/undo.ts'
import type { Act } from '../../utils/model/act.ts'

const KINDS = ['create-tag', 'rename-tag', 'delete-tags'] as const
const kinds = async (limit = 20) => (await recentActs(KINDS, limit)).map(({ kind }) => kind)

beforeEach(async () => {
  await db.delete()
  await db.open()
})

/** Acts of one millisecond have no order. */
async function later(): Promise<void> {
  await db.journal.toCollection().modify((act) => {
    act.at -= 1000
  })
}

it('lists acts newest first, as many as are wanted', async () => {
  const { tagId } = await createTag('a')
  await later()
  await renameTag(tagId, 'b')
  expect(await kinds()).toEqual(['rename-tag', 'create-tag'])
  expect(await kinds(1)).toEqual(['rename-tag'])
})

it('leaves out what was undone, what changed nothing and other acts', async () => {
  const { actId } = await createTag('a')
  await createTag('b')
  await createTag('b')
  await addLink({ url: 'https://a.com/', urlKey: 'https://a.com/', title: '', tags: ['c'], at: 1 })
  await undoAct(actId)
  const acts = await recentActs(KINDS, 20)
  expect(acts.map(({ label }) => label)).toEqual(['b'])
})

it('adds up an act that is several entries', async () => {
  const { tagId } = await createTag('a')
  const { actId } = await deleteTags([tagId])
  const links = Array.from({ length: 3 }, (_, key) => ({
    ...{ table: 'links' as const, key, before: { tags: [tagId] }, after: { tags: [] } },
  }))
  const act = (await db.journal.get(actId)) as Act
  await db.journal.add({ ...act, id: 'part', of: actId, changes: links })
  const [deleted] = await recentActs(['delete-tags'], 20)
  expect(deleted).toMatchObject({ id: actId, label: 'a', links: 3 })
  expect(deleted?.tags).toHaveLength(1)
})
