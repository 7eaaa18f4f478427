import fc from 'fast-check'
import type { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mergeRecords } from '../../utils/record/merge-records.ts'
import {
  blankRecord,
  isAlive,
  type Json,
  RECORD_FIELDS,
  type RecordKind,
  type SyncRecord,
  touchedAt,
} from '../../utils/record/record.ts'
import type { Item } from '../../utils/sync/protocol.ts'
import { bucketOf, sumBuckets } from '../support/sum-buckets.ts'
import { type Database, openDatabase } from './support/database.ts'
import { at } from './support/items.ts'
import type { Session } from './support/session.ts'

/** Few of each, so that edits meet. */
const UIDS = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`)
const TAGS = [7, 8, 9].map((n) => `00000000-0000-4000-8000-00000000000${n}`)

const stamp = fc
  .record({ n: fc.integer({ min: 1, max: 9 }), device: fc.constantFrom('aaaaaaaa', '0000ffff') })
  .map(({ n, device }) => at(n, device))
const maybeStamp = fc.option(stamp, { nil: '' })
const uid = fc.constantFrom(...UIDS)

const FIELDS: Record<RecordKind, string[]> = {
  link: ['url', 'title', 'note', 'starred', 'createdAt', 'mergedInto'],
  tag: ['name', 'parent', 'order', 'colour'],
  snapshot: ['link', 'url', 'data'],
  setting: ['value'],
}
const MEMBERS: Partial<Record<RecordKind, string[]>> = { link: TAGS, tag: ['a', 'a/b', 'ä'] }

/** No device writes two values at one time, so a value follows from its stamp. */
function valueAt(field: string, when: string): Json {
  const n = Number.parseInt(when.slice(4, 12), 16) + (when.endsWith('ffff') ? 1 : 0)
  if (field === 'starred') return n % 2
  if (['createdAt', 'capturedAt', 'order'].includes(field)) return n
  if (field === 'keyRules') return n % 7
  if (field === 'state' || field === 'before') return n % 2 ? 'inbox' : 'read'
  if (field === 'data' || field === 'value') return { at: [when, null] }
  if (['parent', 'mergedInto', 'link'].includes(field)) return ['', ...UIDS][n % 4] ?? ''
  return `字 ${field} \\ ${when}`
}

function itemOf(kind: RecordKind): fc.Arbitrary<Item> {
  const set = fc
    .tuple(stamp, fc.subarray(FIELDS[kind]))
    .map(([when, fields]): [string, Record<string, Json>] => [
      when,
      Object.fromEntries(fields.map((field) => [field, valueAt(field, when)])),
    ])
  const names = MEMBERS[kind]
  const members = names
    ? fc.dictionary(fc.constantFrom(...names), fc.tuple(maybeStamp, maybeStamp), { maxKeys: 3 })
    : fc.constant({})
  const sets = fc.array(set, { maxLength: 3 })
  return fc.record({ kind: fc.constant(kind), uid, sets, members, deleted: maybeStamp })
}

const kinds: RecordKind[] = ['link', 'tag', 'snapshot', 'setting']
const anyItem = fc.oneof(...kinds.map(itemOf))

const nameOf = ({ kind, uid: id }: Pick<Item, 'kind' | 'uid'>) => `${kind}:${id}`

function recordOf(item: Item): SyncRecord {
  const sets = item.sets.toSorted(([a], [b]) => (a < b ? -1 : 1))
  const one = sets.map(([when, values]): SyncRecord => {
    const fields = Object.fromEntries(Object.keys(values).map((field) => [field, when]))
    return { ...blankRecord(item.kind, item.uid), fields, values }
  })
  const rest = {
    ...blankRecord(item.kind, item.uid),
    members: item.members ?? {},
    deleted: item.deleted ?? '',
  }
  return one.reduce(mergeRecords, rest)
}

/** None lives without any of its fields. */
const isWhole = (record: SyncRecord) =>
  !isAlive(record) || RECORD_FIELDS[record.kind].every((field) => field in record.values)

function model(items: Iterable<Item>): { records: Map<string, SyncRecord>; taken: boolean[] } {
  const records = new Map<string, SyncRecord>()
  const taken: boolean[] = []
  for (const item of items) {
    const known = records.get(nameOf(item)) ?? blankRecord(item.kind, item.uid)
    const merged = mergeRecords(known, recordOf(item))
    taken.push(isWhole(merged))
    if (isWhole(merged)) records.set(nameOf(item), merged)
  }
  return { records, taken }
}

/** Records as they begin, before all that is generated: then any order of it is taken. */
const beginnings = (uids: string[]) =>
  kinds.flatMap((kind) =>
    uids.map((id): Item => {
      const fields = RECORD_FIELDS[kind].map((field) => [field, valueAt(field, at(0))])
      return { kind, uid: id, sets: [[at(0), Object.fromEntries(fields)]] }
    }),
  )

const says = ({ fields, members, deleted }: SyncRecord) =>
  Object.keys(fields).length > 0 || Object.keys(members).length > 0 || deleted !== ''

/** A member with no stamp at all says nothing. */
function plain(record: SyncRecord): unknown {
  const members = Object.entries(record.members).filter(([, [added, removed]]) => added || removed)
  return { ...record, members: Object.fromEntries(members) }
}

const stored = async (session: Session) => {
  const records = [...model(await session.pullAll(2)).records.values()]
  return new Map(records.map((record) => [nameOf(record), record]))
}

const plainly = (records: Map<string, SyncRecord>) =>
  Object.fromEntries(
    [...records]
      .map(([name, record]): [string, SyncRecord] => [name, plain(record) as SyncRecord])
      .filter(([, record]) => says(record))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )

let database: Database
let client: Client
const open = () => database.newAccount(client)
beforeAll(async () => {
  database = await openDatabase()
  client = await database.open('authenticator')
})
afterAll(() => client.end())

const batches = fc.array(fc.array(anyItem, { minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 4,
})
const RUNS = { numRuns: 60, endOnFailure: true }

describe('merging in the database', () => {
  it('is that of the browsers, for any edits in any batches', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (pushes) => {
        const session = await open()
        const taken: boolean[] = []
        // One is left out: of that, edits may be refused.
        const all = [beginnings(UIDS.slice(1)), ...pushes]
        for (const items of all) {
          const { results } = await session.push(items)
          taken.push(...results.map(({ status }) => status === 'ok'))
        }
        const expected = model(all.flat())
        expect(taken).toEqual(expected.taken)
        expect(plainly(await stored(session))).toEqual(plainly(expected.records))
      }),
      RUNS,
    )
  })

  it('comes to the same in any order, repeated, and split anew', async () => {
    const shuffled = batches.chain((pushes) => {
      const items = pushes.flat()
      const again = fc.shuffledSubarray([...items, ...items], { minLength: items.length })
      return fc.record({ items: fc.constant(items), again })
    })
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ items, again }) => {
        const [one, other] = [await open(), await open()]
        for (const session of [one, other]) await session.push(beginnings(UIDS))
        await one.push(items)
        for (const item of again) await other.push([item])
        await other.push(items.toReversed())
        expect(plainly(await stored(other))).toEqual(plainly(await stored(one)))
        expect(await other.digest()).toEqual(await one.digest())
      }),
      RUNS,
    )
  })

  it('keeps what lives, and the digest of it, as browsers compute them', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (pushes) => {
        const session = await open()
        await session.push(beginnings(UIDS))
        await session.push(pushes.flat())
        const records = [...(await stored(session)).values()]
        const digest = await session.digest()
        for (const kind of kinds) {
          const ours = records.filter((record) => record.kind === kind)
          const rows = await session.rows<{ uid: string; alive: boolean; touched: string }>(
            `select uid, alive, touched from ${kind}s order by uid`,
          )
          const expected = ours
            .map((record) => ({
              uid: record.uid,
              alive: isAlive(record),
              touched: touchedAt(record),
            }))
            .toSorted((a, b) => (a.uid < b.uid ? -1 : 1))
          expect(rows).toEqual(expected)
          const alive = ours.filter((record) => isShown(record, records))
          expect(digest[kind]).toEqual(await sumBuckets(alive))
          for (const record of ours.slice(0, 1)) await compareBucket(session, record, ours)
        }
      }),
      RUNS,
    )
  })
})

function isShown(record: SyncRecord, records: SyncRecord[]): boolean {
  if (record.kind !== 'snapshot') return isAlive(record)
  const link = records.find(({ kind, uid: id }) => kind === 'link' && id === record.values['link'])
  if (!link || !isAlive(link)) return false
  return isAlive(record) || link.deleted === record.deleted
}

/** A bucket has its tombstones, too. */
async function compareBucket(session: Session, record: SyncRecord, records: SyncRecord[]) {
  const bucket = bucketOf(record.uid)
  const { items, more } = await session.fetch(record.kind, { bucket })
  const expected = records.map(({ uid: id }) => id).filter((id) => bucketOf(id) === bucket)
  expect(items.map(({ uid: id }) => id)).toEqual(expected.toSorted())
  expect(more).toBe(false)
}
