import { describe, expect, it } from 'vitest'
import { isFieldValue } from '../../utils/record/check-field.ts'
import { isAlive, stampsOf, textOf } from '../../utils/record/record.ts'
import type { LocalRecord } from '../../utils/record/replica.ts'
import { isStamp } from '../../utils/record/stamp.ts'
import type { SyncServer } from '../../utils/sync/protocol.ts'
import { newLink, newSnapshot, newTag, uid } from './support/builders.ts'
import type { MemoryReplica } from './support/memory-replica.ts'
import { createMemoryServer, type TestServer } from './support/memory-server.ts'
import { device, edit, NOW, now, put, run, twoWith, withCalls } from './support/passes.ts'
import { createRandom, type Random } from './support/random.ts'
import { allOf, differenceOf, visibleOf } from './support/visible.ts'

/** What stands where something else should. */
const JUNK: unknown[] = [
  ...[null, -1, 0.5, 1e300, 2 ** 53 - 1, 2 ** 53, true, '', 'x', '__proto__', [], {}, [[[]]]],
  ...['ffffffffffff-ffff-ffffffff', '000000000000-0000-00000000'],
  JSON.parse('{"__proto__":{"polluted":1},"constructor":1}'),
  'z'.repeat(100_000),
]

const LINKS = 12
const SEEDS = process.env['LONG'] ? 3000 : 150

/** Puts junk somewhere into an answer, or takes something out of it. */
function spoil(answer: unknown, random: Random): unknown {
  if (typeof answer !== 'object' || answer === null || random.chance(0.15)) return random.pick(JUNK)
  const keys = Object.keys(answer)
  const key = random.pick(keys)
  if (key === undefined) return random.pick(JUNK)
  const copy = (Array.isArray(answer) ? [...answer] : { ...answer }) as Record<string, unknown>
  const way = random.next()
  if (way < 0.1) delete copy[key]
  else if (way < 0.2) copy[random.pick(['x', 'seq', 'deleted', '9']) ?? ''] = random.pick(JUNK)
  else copy[key] = spoil(copy[key], random)
  return copy
}

/** A server three of whose ten answers are not what they should be. */
function liar(server: TestServer, random: Random): SyncServer {
  const tell =
    <Args extends unknown[], Answer>(call: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      const answer = structuredClone(await call(...args))
      return random.chance(0.3) ? (spoil(answer, random) as Answer) : answer
    }
  return withCalls(server, {
    pull: tell((...args) => server.pull(...args)),
    push: tell((...args) => server.push(...args)),
    fetch: tell((...args) => server.fetch(...args)),
    digest: tell((...args) => server.digest(...args)),
  })
}

function isWhole({ record }: LocalRecord): boolean {
  const values = Object.entries(record.values)
  return (
    stampsOf(record).every((stamp) => stamp === '' || isStamp(stamp)) &&
    values.every(([field, value]) => isFieldValue(record.kind, field, value))
  )
}

async function shownIn(replica: MemoryReplica) {
  return visibleOf((await allOf(replica)).map(({ record }) => record))
}

/** @returns what is wrong in the end */
async function lieTo(seed: number): Promise<string[]> {
  const random = createRandom(seed)
  const server = createMemoryServer(now)
  const [a, b] = [device('a'), device('b')]
  const first = Array.from({ length: LINKS }, (_, at) =>
    newLink(at + 1, { urlKey: `page ${at}`, title: `page ${at}` }, { tags: [101] }),
  )
  await put(a, newTag(101, { name: 'tag' }), ...first, newSnapshot(201, 1))
  await run(a, server)
  await run(b, server)
  for (let round = 0; round < 4; round += 1) {
    await edit(a, { values: { title: `by a in ${round}` } }, [uid(1 + round)])
    await edit(b, { values: { title: `by b in ${round}` } }, [uid(7 + round)])
    await run(a, server)
    await run(b, liar(server, random), { compare: random.chance(0.5), removals: 'remove' })
  }
  const broken = (await allOf(b)).filter((local) => !isWhole(local))
  for (let round = 0; round < 3; round += 1) {
    await run(b, server, { compare: true })
    await run(a, server, { compare: true })
  }
  const [atA, atB] = [await shownIn(a), await shownIn(b)]
  const titles = (await allOf(a)).map(({ record }) => textOf(record, 'title'))
  const edits = Array.from({ length: 4 }, (_, round) => [`by a in ${round}`, `by b in ${round}`])
  return [
    ...broken.map(({ record }) => `broken: ${JSON.stringify(record)}`),
    ...differenceOf(atA, atB),
    ...edits.flat().filter((title) => !titles.includes(title)),
    ...(await allOf(a))
      .filter(({ record }) => !isAlive(record))
      .map(({ record }) => `gone: ${record.uid}`),
  ]
}

describe('a server that answers anything', () => {
  it('is told apart, and what it did is healed by one that keeps to the protocol', async () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      expect(await lieTo(seed), `seed ${seed}`).toEqual([])
    }
    expect('polluted' in {}).toBe(false)
  })
})

describe('a server that never comes to an end', () => {
  it('is left after some rounds where it has another epoch each time', async () => {
    const { server, b } = await twoWith(3)
    let calls = 0
    const pull = () => {
      calls += 1
      const head = { protocol: 1, now: NOW, epoch: `epoch ${calls}`, quota: NO_QUOTA }
      return Promise.resolve({
        ...head,
        items: [],
        upTo: 0,
        more: true,
        reset: true as const,
        purged: 0,
      })
    }
    expect(await run(b, withCalls(server, { pull }))).toMatchObject({ reason: 'bad-answer' })
    expect(calls).toBeLessThan(10)
    expect((await allOf(b)).filter(({ record }) => isAlive(record))).toHaveLength(3)
  })

  it('is left where it has more and says nothing', async () => {
    const { server, b } = await twoWith(3)
    let calls = 0
    const pull: SyncServer['pull'] = async (epoch, after, ...rest) => {
      calls += 1
      const answer = await server.pull(epoch, 0, ...rest)
      return { ...answer, items: [], upTo: after + 1, more: true } as typeof answer
    }
    expect(await run(b, withCalls(server, { pull }))).toMatchObject({ reason: 'bad-answer' })
    expect(calls).toBe(1)
  })

  it('is left where it has more records than were asked for', async () => {
    const { server, b } = await twoWith(3)
    let calls = 0
    const fetch: SyncServer['fetch'] = async (epoch, kind, which, past) => {
      calls += 1
      const answer = await server.fetch(epoch, kind, which, '')
      if (!('items' in answer)) return answer
      const [item] = answer.items
      const next = past === '' ? 1 : Number.parseInt(past.slice(0, 8), 16) + 1
      return { ...answer, more: true, items: item ? [{ ...item, uid: uid(next) }] : [] }
    }
    const digest: SyncServer['digest'] = async (epoch) => {
      const answer = await server.digest(epoch)
      if ('digest' in answer) answer.digest.link = answer.digest.link.map(() => [9, 9])
      return answer
    }
    const result = await run(b, withCalls(server, { fetch, digest }), { compare: true })
    expect(result).toMatchObject({ reason: 'bad-answer' })
    expect(calls).toBeLessThan(2001)
  })
})

const NO_QUOTA = { records: 0, mostRecords: 0, bytes: 0, mostBytes: 0 }

describe('a server whose time', () => {
  it.each([
    ['is beyond all stamps', 2 ** 48],
    ['is that of a clock that was never set', 5],
  ])('%s sets no clock here', async (_, time) => {
    const { server, b } = await twoWith(3)
    const before = JSON.stringify(b.dump())
    const pull: SyncServer['pull'] = async (...args) => ({
      ...(await server.pull(...args)),
      now: time,
    })
    expect(await run(b, withCalls(server, { pull }))).toMatchObject({ reason: 'bad-answer' })
    expect(JSON.stringify(b.dump())).toBe(before)
  })
})
