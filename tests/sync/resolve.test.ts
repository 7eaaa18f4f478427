import { describe, expect, it } from 'vitest'
import { editRecord, type RecordEdit } from '../../utils/record/edit-record.ts'
import { isAlive, membersOf, type RecordKind, textOf } from '../../utils/record/record.ts'
import type { LocalRecord } from '../../utils/record/replica.ts'
import { newLink, newSnapshot, newTag, START, uid } from './support/builders.ts'
import type { MemoryReplica } from './support/memory-replica.ts'
import { createMemoryServer } from './support/memory-server.ts'
import { device, edit, now, put, run } from './support/passes.ts'

/** Two devices that made things apart, and then synced until both had all. */
async function together(left: LocalRecord[], right: LocalRecord[]) {
  const server = createMemoryServer(now)
  const [a, b] = [device('a'), device('b')]
  await put(a, ...left)
  await put(b, ...right)
  const sync = async () => {
    for (const each of [a, b, a, b]) await run(each, server)
  }
  await sync()
  return { a, b, sync }
}

async function get(replica: MemoryReplica, kind: RecordKind, number: number) {
  const [local] = await replica.transaction((each) => each.getMany(kind, [uid(number)]))
  if (!local) throw new Error(`no ${kind} ${number}`)
  return local.record
}

const onTags = (replica: MemoryReplica, number: number, change: RecordEdit) =>
  replica.transaction(async (transaction) => {
    const stamp = await transaction.stamp()
    const tags = await transaction.getMany('tag', [uid(number)])
    await transaction.putMany(tags.map((tag) => editRecord(tag, change, stamp)))
  })

describe('two links of one address', () => {
  it('become the one that was made first, with all that both had', async () => {
    const { a, b } = await together(
      [
        newTag(10, { name: 'x' }),
        newLink(1, { note: 'one', createdAt: START + 5 }, { tags: [10] }),
      ],
      [
        newTag(11, { name: 'y' }),
        newLink(2, { note: 'two', createdAt: START }, { tags: [11] }),
        newLink(3, { urlKey: 'other' }),
        newSnapshot(4, 2),
      ],
    )
    for (const each of [a, b]) {
      const kept = await get(each, 'link', 2)
      expect(membersOf(kept).sort()).toEqual([uid(10), uid(11)])
      expect(textOf(kept, 'note')).toBe('two\n\none')
      expect(isAlive(kept)).toBe(true)
      const other = await get(each, 'link', 1)
      expect([isAlive(other), textOf(other, 'mergedInto')]).toEqual([false, uid(2)])
      expect(textOf(await get(each, 'snapshot', 4), 'link')).toBe(uid(2))
    }
  })

  it('keep the versions of the one that goes, and its star', async () => {
    const { a } = await together(
      [newLink(1, { createdAt: START + 5, starred: 1 }), newSnapshot(4, 1)],
      [newLink(2, { createdAt: START })],
    )
    expect(textOf(await get(a, 'snapshot', 4), 'link')).toBe(uid(2))
    expect((await get(a, 'link', 2)).values['starred']).toBe(1)
  })

  it('leave the trash where one of them is not in it', async () => {
    const trash = newLink(2, { createdAt: START, state: 'trash' })
    const { a } = await together([newLink(1, { createdAt: START + 5, state: 'read' })], [trash])
    expect(textOf(await get(a, 'link', 2), 'state')).toBe('read')
  })

  it('stay two under other rules', async () => {
    const { a } = await together([newLink(1)], [newLink(2, { keyRules: 2 })])
    expect([isAlive(await get(a, 'link', 1)), isAlive(await get(a, 'link', 2))]).toEqual([
      true,
      true,
    ])
  })

  it('stay one where the one that went is edited by who did not know', async () => {
    const { a, b, sync } = await together([newLink(1, { createdAt: START + 5 })], [])
    await put(a, newLink(2, { createdAt: START }))
    await edit(b, { values: { note: 'late' } }, [uid(1)])
    await sync()
    expect(isAlive(await get(b, 'link', 1))).toBe(false)
    expect(textOf(await get(b, 'link', 2), 'note')).toBe('late')
  })
})

describe('a link', () => {
  it('has the tag that its tag was merged into', async () => {
    const { b, a, sync } = await together(
      [newTag(10, { name: 'x' }), newTag(11, { name: 'y' })],
      [],
    )
    await put(b, newLink(1, {}, { tags: [10] }))
    await onTags(a, 10, { values: { mergedInto: uid(11) }, delete: true })
    await sync()
    for (const each of [a, b]) {
      expect(membersOf(await get(each, 'link', 1))).toEqual([uid(11)])
    }
  })

  it('with a tag put on after its deletion brings it back', async () => {
    const { a, b, sync } = await together([newTag(10), newLink(1)], [])
    await onTags(a, 10, { delete: true })
    await edit(b, { add: [uid(10)] }, [uid(1)])
    await edit(b, { remove: [uid(10)] }, [uid(1)])
    await edit(b, { add: [uid(10)] }, [uid(1)])
    await sync()
    for (const each of [a, b]) expect(isAlive(await get(each, 'tag', 10))).toBe(true)
  })

  it('with a tag put on before leaves it deleted', async () => {
    const { a, b, sync } = await together([newTag(10), newLink(1)], [])
    await edit(b, { add: [uid(10)] }, [uid(1)])
    for (let times = 0; times < 3; times += 1) await onTags(a, 10, { values: { colour: 'red' } })
    await onTags(a, 10, { delete: true })
    await sync()
    for (const each of [a, b]) expect(isAlive(await get(each, 'tag', 10))).toBe(false)
  })
})
