import { describe, expect, it } from 'vitest'
import { SYNC_REASONS } from '../../utils/model/cloud.ts'
import { SyncFailure } from '../../utils/model/sync-failure.ts'
import { editRecord } from '../../utils/record/edit-record.ts'
import type { Progress } from '../../utils/sync/pass.ts'
import type { Item, SyncServer } from '../../utils/sync/protocol.ts'
import { newLink, newSnapshot, newTag, uid } from './support/builders.ts'
import { createMemoryServer } from './support/memory-server.ts'
import { device, links, many, NOW, now, put, run, twoWith, withCalls } from './support/passes.ts'
import { allOf } from './support/visible.ts'

describe('a pass', () => {
  it('brings one device what another has, and its own nothing twice', async () => {
    const server = createMemoryServer(now)
    const [a, b] = [device('a'), device('b')]
    await put(a, newTag(1), newLink(2, {}, { tags: [1] }), newSnapshot(3, 2))
    expect(await run(a, server)).toMatchObject({ state: 'done', pulled: 0, pushed: 3 })
    expect(await run(b, server)).toMatchObject({ state: 'done', pulled: 3, pushed: 0 })
    expect(await run(a, server)).toMatchObject({ state: 'done', pulled: 0, pushed: 0 })
  })

  it('sends batches of at most 500 records and 512 kB, tags first', async () => {
    const server = createMemoryServer(now)
    const batches: Item[][] = []
    const push: SyncServer['push'] = (epoch, name, items) => {
      batches.push(items)
      return server.push(epoch, name, items)
    }
    const a = device('a')
    const long = Array.from({ length: 30 }, (_, index) =>
      newLink(2000 + index, { urlKey: `long ${index}`, note: '长'.repeat(20_000) }),
    )
    await put(a, ...many(700), ...long, newTag(9999))
    expect(await run(a, withCalls(server, { push }))).toMatchObject({ pushed: 731, refused: [] })
    expect(batches[0]?.[0]?.kind).toBe('tag')
    expect(Math.max(...batches.map((each) => each.length))).toBeLessThanOrEqual(500)
    const bytes = batches.map((each) => Buffer.byteLength(JSON.stringify(each)))
    expect(Math.max(...bytes)).toBeLessThanOrEqual(512 * 1024)
  })

  it('sends less at once where the server finds it too much, and sets aside what is too large', async () => {
    const server = createMemoryServer(now)
    const push: SyncServer['push'] = (epoch, name, items) => {
      if (JSON.stringify(items).length > 20_000) throw new SyncFailure('too-large')
      return server.push(epoch, name, items)
    }
    const a = device('a')
    await put(a, ...many(100), newLink(777, { urlKey: 'large', note: 'x'.repeat(30_000) }))
    const huge = newLink(778, { urlKey: 'huge', note: '长'.repeat(200_000) })
    await put(a, huge)
    const result = await run(a, withCalls(server, { push }))
    expect(result).toMatchObject({ state: 'done', pushed: 100 })
    expect(result.state === 'done' && result.refused.map((each) => each.uid).sort()).toEqual([
      uid(777),
      uid(778),
    ])
    expect(await run(a, server)).toMatchObject({ pushed: 0, refused: [] })
  })

  it('stops where not even a small record may be sent, and sets nothing aside', async () => {
    const server = createMemoryServer(now)
    let calls = 0
    const push: SyncServer['push'] = () => {
      calls += 1
      throw new SyncFailure('request-size', 'HTTP 413')
    }
    const a = device('a')
    await put(a, ...many(100))
    const result = await run(a, withCalls(server, { push }))
    expect(result).toMatchObject({ state: 'failed', reason: 'request-size' })
    expect(calls).toBeLessThan(12)
    expect(await run(a, server)).toMatchObject({ state: 'done', pushed: 100, refused: [] })
  })

  it('tells how far it is, and stops where it is asked to', async () => {
    const server = createMemoryServer(now)
    const a = device('a')
    await put(a, ...many(1200))
    const stop = new AbortController()
    const steps: Progress[] = []
    const onProgress = (progress: Progress) => {
      steps.push(progress)
      if (progress.pushed === 250) stop.abort()
    }
    expect(await run(a, server, { onProgress, signal: stop.signal })).toEqual({ state: 'stopped' })
    expect(steps.map(({ step, pushed }) => `${step} ${pushed}`)).toEqual([
      'pull 0',
      'resolve 0',
      'push 250',
    ])
    // Of the five hundred that were sent the pull says that they came.
    expect(await run(a, server)).toMatchObject({ state: 'done', pushed: 700 })
  })

  it('changes nothing where the server speaks another protocol', async () => {
    const server = createMemoryServer(now)
    const a = device('a', 5 * 86_400_000)
    await put(a, newLink(1))
    const before = JSON.stringify(a.dump())
    const old = { protocol: 9, now: 5, error: 'protocol', least: 3, most: 9 } as const
    const result = await run(a, withCalls(server, { pull: () => Promise.resolve(old) }))
    expect(result).toEqual({ state: 'too-old', least: 3, most: 9 })
    expect(JSON.stringify(a.dump())).toBe(before)
  })

  it.each(SYNC_REASONS.filter((reason) => reason !== 'too-old'))(
    'says why it failed: %s',
    async (reason) => {
      const server = createMemoryServer(now)
      const pull = () => Promise.reject(new SyncFailure(reason, 'why', NOW + 9))
      const result = await run(device('a'), withCalls(server, { pull }))
      expect(result).toEqual({
        state: 'failed',
        reason,
        detail: `${reason}: why`,
        retryAt: NOW + 9,
      })
    },
  )

  it('leaves one bad record and takes the others', async () => {
    const { server } = await twoWith(3)
    const pull: SyncServer['pull'] = async (...args) => {
      const answer = await server.pull(...args)
      if ('items' in answer) for (const item of answer.items.slice(1, 2)) item.uid = 'bad'
      return answer
    }
    const c = device('c')
    const result = await run(c, withCalls(server, { pull }))
    expect(result).toMatchObject({ state: 'done', pulled: 2, bad: [{ uid: 'bad' }] })
    expect(await links(c)).toHaveLength(2)
  })

  const good = { protocol: 1, now: NOW, epoch: 'e', purged: 0, quota: {}, items: [], upTo: 0 }
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'ok'],
    ['a list', []],
    ['no time', { ...good, now: 'now', more: false }],
    ['no epoch', { ...good, epoch: '', more: false }],
    ['an unknown error', { ...good, error: 'boom' }],
    ['items that are none', { ...good, items: {}, more: false }],
    ['a cursor that goes back', { ...good, upTo: -1, more: false }],
    ['more of the same for ever', { ...good, epoch: '', more: true }],
    ['back to the beginning for ever', { ...good, reset: true, more: true }],
    ['a purge that is none', { ...good, purged: null, more: false }],
  ])('ends where the answer is none: %s', async (_, answer) => {
    const server = createMemoryServer(now)
    const pull = () => Promise.resolve(structuredClone(answer) as never)
    const result = await run(device('a'), withCalls(server, { pull }))
    expect(result).toMatchObject({ state: 'failed', reason: 'bad-answer' })
  })

  it.each<[string, unknown]>([
    ['too few results', { results: [] }],
    ['a strange result', { results: [{ status: 'perhaps' }] }],
    ['a strange reason', { results: [{ status: 'rejected', reason: 'mood' }] }],
    ['no number', { results: [{ status: 'ok' }] }],
  ])('believes no push that says %s', async (_, answer) => {
    const server = createMemoryServer(now)
    const push = async () =>
      ({ protocol: 1, now: NOW, epoch: 'e', before: 0, seq: 1, ...(answer as object) }) as never
    const a = device('a')
    await put(a, newLink(1))
    const result = await run(a, withCalls(server, { push }))
    expect(result).toMatchObject({ state: 'failed', reason: 'bad-answer' })
    expect((await allOf(a))[0]?.unsent).toBeDefined()
  })

  it('gives up on a server that says of each note that it conflicts', async () => {
    const server = createMemoryServer(now)
    let pushes = 0
    const push: SyncServer['push'] = async (...args) => {
      pushes += 1
      const answer = await server.push(...args)
      if ('results' in answer) answer.results = [{ status: 'conflict', seq: 1 }]
      return answer
    }
    const a = device('a')
    await put(a, newLink(1, { note: 'mine' }))
    const result = await run(a, withCalls(server, { push }))
    expect(result.state).toBe('done')
    expect(pushes).toBeLessThan(30)
  })
})

describe('a clock that is wrong', () => {
  it.each([3, -3])('by %d days is set before anything is compared or sent', async (days) => {
    const server = createMemoryServer(now)
    const skew = days * 86_400_000
    const a = device('a', skew)
    await a.transaction(async (transaction) => {
      const stamp = await transaction.stamp()
      await transaction.putMany([editRecord(newLink(1), { values: { title: 'late' } }, stamp)])
    })
    const result = await run(a, server, { now: () => NOW + skew })
    expect(result).toMatchObject({ state: 'done', pushed: 1, refused: [] })
    const [local] = await allOf(a)
    expect(local?.record.fields['title']?.slice(0, 12)).toBe(NOW.toString(16).padStart(12, '0'))
    expect(await a.transaction((each) => each.clock())).toMatchObject({ offset: -skew })
  })

  it('by a second is left', async () => {
    const a = device('a', 1000)
    await run(a, createMemoryServer(now), { now: () => NOW + 1000 })
    expect(await a.transaction((each) => each.clock())).toMatchObject({ offset: 0 })
  })
})
