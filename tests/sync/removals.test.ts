import { describe, expect, it } from 'vitest'
import { isTooMany } from '../../utils/sync/remove-links.ts'
import { newLink, uid } from './support/builders.ts'
import type { MemoryReplica } from './support/memory-replica.ts'
import { createMemoryServer } from './support/memory-server.ts'
import { device, edit, links, many, NOW, now, put, run, twoWith } from './support/passes.ts'
import { allOf } from './support/visible.ts'

describe('a removal of many links', () => {
  it.each([
    [50, 1000, false],
    [51, 1000, true],
    [5, 5, false],
    [6, 29, true],
    [6, 30, false],
    [20, 100, false],
    [21, 100, true],
  ])('%d of %d is too many: %s', (gone, of, tooMany) => expect(isTooMany(gone, of)).toBe(tooMany))

  const gone = (count: number) => Array.from({ length: count }, (_, index) => uid(index + 1))

  it('waits for an answer, and everything else goes on', async () => {
    const { server, a, b } = await twoWith(40)
    await edit(a, { delete: true }, gone(10))
    await run(a, server)
    await put(b, newLink(500, { urlKey: 'new' }))
    expect(await run(b, server)).toMatchObject({ state: 'asks', links: 10, pushed: 1 })
    expect(await links(b)).toHaveLength(41)
    expect(await run(b, server)).toMatchObject({ state: 'asks', links: 10 })
    expect(await run(b, server, { removals: 'remove' })).toMatchObject({ state: 'done' })
    expect(await links(b)).toHaveLength(31)
  })

  it('is undone everywhere where somebody keeps them', async () => {
    const { server, a, b } = await twoWith(40)
    await edit(a, { delete: true }, gone(10))
    await run(a, server)
    await run(b, server, { removals: 'keep' })
    expect(await links(b)).toHaveLength(40)
    await run(a, server)
    expect(await links(a)).toHaveLength(40)
  })

  it('asks nothing about few, or about the trash', async () => {
    const { server, a, b } = await twoWith(40)
    await edit(a, { values: { state: 'trash' } }, gone(30))
    await run(a, server)
    await run(b, server)
    await edit(a, { delete: true }, gone(34))
    await run(a, server)
    expect(await run(b, server)).toMatchObject({ state: 'done' })
    expect(await links(b)).toHaveLength(6)
  })

  it('asks also where the tombstones were purged', async () => {
    let time = NOW
    const server = createMemoryServer(() => time)
    const clock = { now: () => time }
    const [a, b] = [device('a'), device('b')]
    await put(a, ...many(40))
    await run(a, server, clock)
    await run(b, server, clock)
    await edit(a, { delete: true }, gone(10))
    await run(a, server, clock)
    time += 200 * 86_400_000
    await server.purge(180 * 86_400_000)
    expect(await run(b, server, clock)).toMatchObject({ state: 'asks', links: 10 })
    expect(await links(b)).toHaveLength(40)
    expect(await run(b, server, { ...clock, removals: 'remove' })).toMatchObject({ state: 'done' })
    expect(await links(b)).toHaveLength(30)
  })
})

describe('digests', () => {
  it('heal what differs though stamps agree, and what the server lacks', async () => {
    const { server, a, b } = await twoWith(20)
    const broken = (await allOf(b)).slice(0, 2)
    const [first, second] = broken
    if (!first || !second) throw new Error('no links')
    const { record } = first
    await put(b, { ...first, record: { ...record, values: { ...record.values, title: 'broken' } } })
    await b.transaction((transaction) => transaction.forgetMany([second.record]))
    await put(b, { ...newLink(900, { urlKey: 'only here' }), seq: 3, round: 1 })
    await b.transaction(async (transaction) => {
      const [local] = await transaction.getMany('link', [uid(900)])
      if (!local) return
      const { unsent: _, ...rest } = local
      await transaction.putMany([rest])
    })
    expect(await run(b, server, { compare: true })).toMatchObject({ state: 'done', pushed: 1 })
    await run(a, server)
    const values = async (of: MemoryReplica) => (await links(of)).map((each) => each.record.values)
    expect(await links(b)).toHaveLength(21)
    expect((await values(b)).sort(byKey)).toEqual((await values(a)).sort(byKey))
  })
})

const byKey = (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>) =>
  String(a['urlKey']) < String(b['urlKey']) ? -1 : 1

describe('a large library', () => {
  it('is pulled without looking at each record again and again', async () => {
    const server = createMemoryServer(now)
    const a = device('a')
    await put(a, ...many(5000))
    await run(a, server)
    let calls = 0
    const b = device('b')
    const step = () => {
      calls += 1
    }
    b.hooks = { step }
    expect(await run(b, server)).toMatchObject({ pulled: 5000, pushed: 0 })
    // A dozen steps for each fifty records, whatever is in them.
    expect(calls).toBeLessThan(100 * 12)
  })
})
