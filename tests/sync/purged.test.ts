import { describe, expect, it } from 'vitest'
import { editRecord, type RecordEdit } from '../../utils/record/edit-record.ts'
import { isAlive, membersOf, type RecordKind } from '../../utils/record/record.ts'
import { retried, withUnsent } from '../../utils/record/unsent-parts.ts'
import { known, newLink, newSnapshot, newTag, uid } from './support/builders.ts'
import { createMemoryReplica, type MemoryReplica } from './support/memory-replica.ts'
import { createMemoryServer } from './support/memory-server.ts'
import { device, many, NOW, put, run } from './support/passes.ts'
import { allOf } from './support/visible.ts'

const DAY = 86_400_000

/** A server with devices, all by one clock that can be put on. */
function world() {
  let time = NOW
  const server = createMemoryServer(() => time)
  const sync = async (...replicas: MemoryReplica[]) => {
    for (const each of replicas) {
      const result = await run(each, server, { now: () => time, removals: 'remove' })
      expect(result).toMatchObject({ state: 'done' })
    }
  }
  const purge = async (days = 181) => {
    time += days * DAY
    await server.purge(180 * DAY)
  }
  const [a, b] = ['a', 'b'].map((name) => createMemoryReplica(name.repeat(8), () => time))
  if (!a || !b) throw new Error('no devices')
  return { server, a, b, sync, purge }
}

const find = async (replica: MemoryReplica, kind: RecordKind, number: number) =>
  (await allOf(replica)).find(({ record }) => record.kind === kind && record.uid === uid(number))

/** Edits one record. */
const edit = (replica: MemoryReplica, kind: RecordKind, number: number, change: RecordEdit) =>
  replica.transaction(async (transaction) => {
    const locals = await transaction.getMany(kind, [uid(number)])
    const stamp = await transaction.stamp()
    await transaction.putMany(locals.map((local) => editRecord(local, change, stamp)))
  })

/** As where somebody else wrote in the moment of its own last push: it has not pulled beyond that. */
const fallBehind = (replica: MemoryReplica) =>
  replica.transaction(async (transaction) =>
    transaction.setCursor({ ...(await transaction.cursor()), after: 0, resolved: 0 }),
  )

/** Sends again what was refused of a link. */
const retry = (replica: MemoryReplica, number: number) =>
  replica.transaction(async (transaction) => {
    const [local] = await transaction.getMany('link', [uid(number)])
    if (local?.unsent) await transaction.putMany([withUnsent(local, retried(local.unsent))])
  })

describe('what was merged, and is purged', () => {
  it('hands on a version that somebody kept who had not heard of the merger', async () => {
    const { a, b, sync, purge } = world()
    await put(a, newLink(1, { urlKey: 'same' }))
    await put(b, newLink(2, { urlKey: 'same', createdAt: 5 }))
    await sync(a, b)
    await fallBehind(b)
    const merged = await find(b, 'link', 1)
    expect(merged && isAlive(merged.record)).toBe(false)
    await purge()
    await put(a, newSnapshot(9, 1))
    await sync(a, b, a)
    for (const each of [a, b]) {
      expect((await find(each, 'snapshot', 9))?.record.values['link']).toBe(uid(2))
    }
  })

  it('hands on a tag that somebody put on a link meanwhile', async () => {
    const { a, b, sync, purge } = world()
    await put(a, newTag(1, { name: 'one' }), newTag(2, { name: 'two' }))
    await sync(a, b)
    await edit(b, 'tag', 1, { values: { mergedInto: uid(2) }, delete: true })
    await sync(b)
    await fallBehind(b)
    await purge()
    await put(a, newLink(3, {}, { tags: [1] }))
    await sync(a, b, a)
    for (const each of [a, b]) {
      const link = await find(each, 'link', 3)
      expect(link && membersOf(link.record)).toEqual([uid(2)])
    }
  })
})

describe('a link that was deleted elsewhere', () => {
  it('gets no tag that was handed on, which would bring it back', async () => {
    const { a, b, sync, purge } = world()
    await put(a, newTag(1, { name: 'one' }), newTag(2, { name: 'two' }))
    await put(a, newLink(3, {}, { tags: [1, 2] }), newLink(4, { urlKey: 'other' }))
    await sync(a, b)
    await edit(a, 'tag', 1, { values: { mergedInto: uid(2) }, delete: true })
    await sync(a)
    // Read there, and its worker killed before anything followed from it.
    const merged = await find(a, 'tag', 1)
    if (merged) await put(b, known(merged, 5))
    await purge(170)
    await edit(a, 'link', 3, { delete: true })
    await sync(a)
    await purge(11)
    await sync(b, a, b)
    for (const each of [a, b]) {
      const link = await find(each, 'link', 3)
      expect(link === undefined || !isAlive(link.record)).toBe(true)
    }
  })
})

describe('a link that was purged, and is brought back by two', () => {
  it('has the versions that only one of them still had, though it is far back in a long line', async () => {
    const { a, b, sync, purge } = world()
    const count = 510
    await put(a, ...many(count))
    await sync(a, b)
    await put(a, newSnapshot(999, count))
    const each = async (replica: MemoryReplica, change: RecordEdit) => {
      for (let number = 1; number <= count; number += 1) await edit(replica, 'link', number, change)
    }
    await each(b, { delete: true })
    await sync(b, a)
    expect(await find(b, 'snapshot', 999)).toBeUndefined()
    await purge()
    await edit(b, 'link', count, { values: { state: 'inbox' } })
    await sync(b)
    await each(a, { values: { state: 'inbox' } })
    await sync(a, b)
    for (const replica of [a, b]) {
      expect((await find(replica, 'snapshot', 999))?.record.values['link']).toBe(uid(count))
    }
  })
})

describe('a link that was purged, and is brought back', () => {
  it('has its versions sent in the same pass', async () => {
    const { a, b, sync, purge } = world()
    await put(a, newLink(1), newSnapshot(9, 1))
    await sync(a)
    await edit(a, 'link', 1, { delete: true })
    await sync(a)
    await purge()
    // As undo does: every field anew, so that the server does not ask for the whole.
    await edit(a, 'link', 1, { values: (await find(a, 'link', 1))?.record.values ?? {} })
    await sync(a, b)
    expect((await find(b, 'snapshot', 9))?.record.values['link']).toBe(uid(1))
  })
})

describe('a link that was refused for long', () => {
  it('has the versions that the server forgot meanwhile', async () => {
    const { server, a, b, sync, purge } = world()
    await put(a, newLink(1), newSnapshot(9, 1))
    await sync(a, b)
    await server.setMostRecords(1)
    await put(b, newLink(2, { urlKey: 'other' }))
    await edit(b, 'snapshot', 9, { values: { link: uid(2) } })
    await sync(b)
    expect((await find(b, 'link', 2))?.unsent?.rejected).toBe('quota')
    expect((await find(b, 'snapshot', 9))?.unsent).toBeUndefined()
    await purge()
    await server.setMostRecords(0)
    await retry(b, 2)
    await edit(b, 'link', 2, { values: { title: 'new' } })
    const c = device('c')
    await sync(b, c)
    expect((await find(c, 'snapshot', 9))?.record.values['link']).toBe(uid(2))
  })
})
