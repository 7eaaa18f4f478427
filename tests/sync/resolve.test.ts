import { describe, expect, it } from 'vitest'
import { twinKeyOf } from '../../utils/links/twin-key.ts'
import { KEY_RULES } from '../../utils/links/url-key.ts'
import { editRecord, type RecordEdit, setMembers } from '../../utils/record/edit-record.ts'
import {
  isAlive,
  membershipOf,
  membersOf,
  type RecordKind,
  textOf,
} from '../../utils/record/record.ts'
import type { LocalRecord } from '../../utils/record/replica.ts'
import { at, newLink, newSnapshot, newTag, START, uid } from './support/builders.ts'
import type { MemoryReplica } from './support/memory-replica.ts'
import { createMemoryServer } from './support/memory-server.ts'
import { device, edit, links, now, put, run } from './support/passes.ts'

/** Two devices that made things apart, and then synced until both had all. */
async function together(left: LocalRecord[], right: LocalRecord[], skew = 0) {
  const server = createMemoryServer(now)
  const [a, b] = [device('a'), device('b', skew)]
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

  const ADDRESS = 'https://example.org/a'
  const OTHER = 'https://example.org/a?utm_source=x'
  const today = (number: number, url = ADDRESS) =>
    newLink(number, { url, urlKey: ADDRESS, keyRules: KEY_RULES })
  const older = (number: number, url: string, createdAt = START + number) =>
    newLink(number, { url, urlKey: `${url} of old`, keyRules: KEY_RULES - 1, createdAt })
  const newer = (number: number, url: string) =>
    newLink(number, { url, urlKey: 'of tomorrow', keyRules: KEY_RULES + 1 })

  it.each<[string, LocalRecord[], LocalRecord[], number[]]>([
    ['one of older rules is that of today', [older(1, OTHER)], [today(2)], [1]],
    ['whichever was made first', [today(1)], [older(2, OTHER, START - 9)], [2]],
    ['also where both have the very address', [older(1, ADDRESS)], [today(2)], [1]],
    ['of newer rules, by the very address', [newer(1, ADDRESS)], [today(2)], [2]],
    ['of newer rules only they may judge', [newer(1, OTHER)], [today(2)], [1, 2]],
    [
      'kept apart by older rules stay so',
      [older(1, OTHER), older(2, `${OTHER}y`)],
      [today(3)],
      [1, 2],
    ],
    [
      'and one meets that of its very address',
      [older(1, OTHER), older(2, ADDRESS)],
      [today(3, ADDRESS)],
      [1, 2],
    ],
    [
      'nothing joins that was kept apart by its key',
      [older(1, ADDRESS)],
      [newLink(2, { url: ADDRESS, urlKey: twinKeyOf(ADDRESS, uid(2)) })],
      [1, 2],
    ],
  ])('by other rules: %s', async (_, left, right, wanted) => {
    const tagged = right.map((link) => editRecord(link, { add: [uid(10)] }, at(2)))
    const { a, b, sync } = await together(left, [newTag(10), ...tagged])
    await sync()
    for (const each of [a, b]) {
      const found = await links(each)
      expect(found.map(({ record }) => record.uid).sort()).toEqual(wanted.map(uid))
      expect(found.flatMap(({ record }) => membersOf(record))).toEqual([uid(10)])
    }
  })

  it('by other rules stay one where the one that went is edited after the other was deleted', async () => {
    const { a, b, sync } = await together([older(1, OTHER)], [today(2)])
    await edit(a, { delete: true }, [uid(1)])
    await edit(b, { values: { title: 'late' } }, [uid(2)])
    await sync()
    for (const each of [a, b]) {
      expect((await links(each)).map(({ record }) => record.uid)).toEqual([uid(1)])
    }
  })

  it('stay one where the one that went is edited by who did not know', async () => {
    const { a, b, sync } = await together([newLink(1, { createdAt: START + 5 })], [])
    await put(a, newLink(2, { createdAt: START }))
    await edit(b, { values: { note: 'late' } }, [uid(1)])
    await sync()
    expect(isAlive(await get(b, 'link', 1))).toBe(false)
    expect(textOf(await get(b, 'link', 2), 'note')).toBe('late')
  })

  it('are told when it comes back what the one that went got while it was gone', async () => {
    const server = createMemoryServer(now)
    // Its clock is behind, so that its edit does not bring a deleted link back.
    const [a, b, c] = [device('a'), device('b', -1500), device('c')]
    await put(a, newTag(10), newLink(1, { createdAt: START + 5 }))
    for (const each of [a, b]) await run(each, server)
    await edit(b, { values: { note: 'late' }, add: [uid(10)] }, [uid(1)])
    await put(c, newLink(2, { createdAt: START }))
    for (const each of [c, a]) await run(each, server)
    await edit(a, { delete: true }, [uid(2)])
    for (const each of [a, b, a]) await run(each, server)
    expect(await links(a)).toEqual([])
    await edit(a, { values: { state: 'inbox' } }, [uid(2)])
    // In one pass, and nobody else has to help.
    for (const each of [a, b]) await run(each, server)
    for (const each of [a, b]) {
      const back = await get(each, 'link', 2)
      expect([textOf(back, 'note'), membersOf(back)]).toEqual(['late', [uid(10)]])
    }
  })

  it('are told so also of one that went into the one that went', async () => {
    const server = createMemoryServer(now)
    const [a, b, c] = [device('a'), device('b', -1500), device('c')]
    await put(a, newLink(1, { createdAt: START + 9 }))
    for (const each of [a, b]) await run(each, server)
    await edit(b, { values: { note: 'late' } }, [uid(1)])
    for (const [number, createdAt] of [
      [2, START + 5],
      [3, START],
    ] as const) {
      await put(c, newLink(number, { createdAt }))
      for (const each of [c, a, c]) await run(each, server)
    }
    expect(textOf(await get(a, 'link', 1), 'mergedInto')).toBe(uid(2))
    await edit(a, { delete: true }, [uid(3)])
    for (const each of [a, b, a]) await run(each, server)
    await edit(a, { values: { state: 'inbox' } }, [uid(3)])
    for (const each of [a, b]) await run(each, server)
    for (const each of [a, b]) expect(textOf(await get(each, 'link', 3), 'note')).toBe('late')
  })
})

describe('links of two addresses that somebody merged', () => {
  /** What the library notes of a merger. */
  const mergeInto = async (replica: MemoryReplica, from: number, into: number) => {
    await edit(replica, { values: { url: 'https://keeper.example/' } }, [uid(into)])
    await edit(replica, { values: { mergedInto: uid(into) }, delete: true }, [uid(from)])
  }
  const apart = (skew = 0) =>
    together([newLink(1, { urlKey: 'one' }), newLink(2, { urlKey: 'two' })], [newTag(10)], skew)
  const uids = async (replica: MemoryReplica) =>
    (await links(replica)).map(({ record }) => record.uid).sort()

  it.each([
    ['after that', 1500],
    ['before that', -1500],
  ])('are one again where the one that went was edited elsewhere %s', async (_when, skew) => {
    const { a, b, sync } = await apart(skew)
    await mergeInto(a, 2, 1)
    await edit(b, { values: { note: 'late' }, add: [uid(10)] }, [uid(2)])
    await put(b, newSnapshot(4, 2))
    await sync()
    for (const each of [a, b]) {
      expect(await uids(each)).toEqual([uid(1)])
      const keeper = await get(each, 'link', 1)
      expect([textOf(keeper, 'note'), membersOf(keeper)]).toEqual(['late', [uid(10)]])
      expect(textOf(await get(each, 'snapshot', 4), 'link')).toBe(uid(1))
    }
  })

  it('are two again after undo', async () => {
    const { a, b, sync } = await apart()
    await mergeInto(a, 2, 1)
    await sync()
    await edit(a, { values: { ...(await get(a, 'link', 2)).values, mergedInto: '' } }, [uid(2)])
    await sync()
    for (const each of [a, b]) expect(await uids(each)).toEqual([uid(1), uid(2)])
  })

  it('leave one where each was merged into the other', async () => {
    const { a, b, sync } = await apart()
    await mergeInto(a, 2, 1)
    await mergeInto(b, 1, 2)
    await sync()
    expect(await uids(a)).toHaveLength(1)
    expect(await uids(b)).toEqual(await uids(a))
  })

  it('leave the one that stayed where it was deleted elsewhere before that', async () => {
    const { a, b, sync } = await apart(-1500)
    await edit(b, { delete: true }, [uid(1)])
    await mergeInto(a, 2, 1)
    await sync()
    for (const each of [a, b]) expect(await uids(each)).toEqual([uid(1)])
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

describe('two tags that are merged into each other at two places', () => {
  /** What a merger is at one place: its tag goes, and links that have it get the other, anew where they have it. */
  const merge = async (replica: MemoryReplica, [from, into]: readonly [number, number]) => {
    const all = await links(replica)
    const uids = all.filter(({ record }) => membersOf(record).includes(uid(from)))
    await replica.transaction(async (transaction) => {
      const stamp = await transaction.stamp()
      const moved = uids.map((link) => {
        const [, removed] = membershipOf(link.record, uid(into))
        return editRecord(
          setMembers(link, { [uid(into)]: [stamp, removed] }),
          { remove: [uid(from)] },
          stamp,
        )
      })
      await transaction.putMany(moved)
    })
    await onTags(replica, from, { values: { mergedInto: uid(into) }, delete: true })
  }

  it.each([
    ['first', [10, 11], [11, 10]],
    ['last', [11, 10], [10, 11]],
  ] as const)(
    'leave one, the smaller merged %s, and no link without it',
    async (_, left, right) => {
      const { a, b, sync } = await together(
        [
          newTag(10, { name: 'x' }),
          newTag(11, { name: 'y' }),
          newLink(1, { urlKey: 'one' }, { tags: [10] }),
          newLink(2, { urlKey: 'two' }, { tags: [11] }),
          newLink(3, { urlKey: 'both' }, { tags: [10, 11] }),
        ],
        [newLink(4, { urlKey: 'none' })],
      )
      await merge(a, left)
      await merge(b, right)
      // Later than all that.
      await edit(b, { add: [uid(left[0])] }, [uid(4)])
      await sync()
      for (const each of [a, b]) {
        expect(isAlive(await get(each, 'tag', 10))).toBe(true)
        expect(isAlive(await get(each, 'tag', 11))).toBe(false)
        for (const link of [1, 2, 3, 4]) {
          expect(membersOf(await get(each, 'link', link))).toEqual([uid(10)])
        }
      }
    },
  )
})
