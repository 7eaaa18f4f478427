import { expect } from 'vitest'
import { addDigests, digestRecord } from '../../../utils/record/digest-record.ts'
import type { Json } from '../../../utils/record/record.ts'
import type { Item, PullAnswer, PushAnswer, PushResult } from '../../../utils/sync/protocol.ts'
import { readItem } from '../../../utils/sync/read-item.ts'
import { blankValues } from '../../support/blank-values.ts'
import { hashNow, hashText } from './hash.ts'
import type { TestServer } from './memory-server.ts'

/** A server and its clock. */
export interface Subject {
  server: TestServer
  now: () => number
  /** Lets time pass. */
  wait: (ms: number) => void
}
type Rule = (subject: Subject) => Promise<void>

const DAY = 86_400_000
const LINK = '11111111-1111-4111-8111-111111111111'
const OTHER = '22222222-2222-4222-8222-222222222222'
const TAG = '33333333-3333-4333-8333-333333333333'
const VERSION = '44444444-4444-4444-8444-444444444444'

const stamp = (ms: number, device = 'a1b2c3d4'): string =>
  `${ms.toString(16).padStart(12, '0')}-0000-${device}`

const { link: values } = blankValues(1_700_000_000_000)

const link = (at: string, more: Partial<Item> = {}, uid = LINK): Item => ({
  kind: 'link',
  uid,
  sets: [[at, values]],
  ...more,
})
const change = (at: string, set: Record<string, Json>, more: Partial<Item> = {}): Item => ({
  kind: 'link',
  uid: LINK,
  sets: [[at, set]],
  ...more,
})
const version = (at: string): Item => ({
  kind: 'snapshot',
  uid: VERSION,
  sets: [[at, { link: LINK, url: 'https://example.org/', title: 'V', capturedAt: 1, data: {} }]],
})

async function epochOf({ server }: Subject): Promise<string> {
  const answer = await server.pull('', 0, 1, 0)
  return 'epoch' in answer ? answer.epoch : ''
}

async function push(subject: Subject, ...items: Item[]): Promise<PushAnswer> {
  const answer = await subject.server.push(await epochOf(subject), 'a1b2c3d4', items)
  if ('error' in answer) throw new Error(answer.error)
  return answer
}

async function pull(subject: Subject, after = 0, purged = 0, most = 500): Promise<PullAnswer> {
  const answer = await subject.server.pull(await epochOf(subject), after, most, purged)
  if ('error' in answer) throw new Error(answer.error)
  return answer
}

async function only(subject: Subject) {
  const { items } = await pull(subject)
  const item = readItem(items[0], subject.now())
  if (!('record' in item)) throw new Error(JSON.stringify(item))
  return item.record
}

const status = (results: PushResult[]): string[] =>
  results.map((each) => (each.status === 'rejected' ? each.reason : each.status))

/** What docs/SYNC.md says of the server, one by one. */
export const RULES: Record<string, Rule> = {
  'keeps the value of the greater stamp, whenever it comes': async (subject) => {
    const t = subject.now()
    await push(subject, link(stamp(t - 9000)), change(stamp(t - 5000), { title: 'late' }))
    await push(subject, change(stamp(t - 7000), { title: 'early', lang: 'zh' }))
    expect((await only(subject)).values).toMatchObject({ title: 'late', lang: 'zh' })
  },

  'begins a new epoch where a client was told more than it knows': async (subject) => {
    const item = link(stamp(subject.now()))
    const { seq, epoch } = await push(subject, item)
    expect(await pull(subject, seq)).toMatchObject({ epoch, items: [], more: false })
    const answer = await pull(subject, seq + 9)
    expect(answer).toMatchObject({ reset: true, upTo: 0 })
    expect(answer.epoch).not.toBe(epoch)
    expect(await pull(subject)).toMatchObject({ epoch: answer.epoch, items: [{ seq }] })
  },

  'takes the same again without a number': async (subject) => {
    const item = link(stamp(subject.now()), { members: { [TAG]: [stamp(subject.now()), ''] } })
    const first = await push(subject, item)
    const again = await push(subject, item)
    expect(again).toMatchObject({ before: first.seq, seq: first.seq })
    expect(again.results).toEqual(first.results)
  },

  'keeps a member that was added after what a removal knew': async (subject) => {
    const t = subject.now()
    const [a, b] = [stamp(t - 9000), stamp(t - 5000, 'b1b2c3d4')]
    await push(subject, link(a, { members: { [TAG]: [a, ''] } }))
    await push(subject, change(b, {}, { members: { [TAG]: [b, ''] } }))
    await push(subject, change(b, {}, { members: { [TAG]: [a, a] } }))
    expect((await only(subject)).members).toEqual({ [TAG]: [b, a] })
  },

  'keeps the greater deletion, and the fields of what is dead': async (subject) => {
    const t = subject.now()
    await push(subject, link(stamp(t - 9000)), change('', {}, { sets: [], deleted: stamp(t) }))
    await push(subject, change('', {}, { sets: [], deleted: stamp(t - 8000) }))
    expect(await only(subject)).toMatchObject({ deleted: stamp(t), values: { title: 'Example' } })
  },

  'refuses a bad item alone': async (subject) => {
    const t = subject.now()
    const items = [link('yesterday'), link(stamp(t + 6 * 60_000)), link(stamp(t), {}, OTHER)]
    const { results } = await push(subject, ...items)
    expect(status(results)).toEqual(['bad-stamp', 'future-stamp', 'ok'])
    expect((await pull(subject)).items).toHaveLength(1)
  },

  'takes a stamp that is a little ahead': async (subject) => {
    const { results } = await push(subject, link(stamp(subject.now() + 4 * 60_000)))
    expect(status(results)).toEqual(['ok'])
  },

  'knows no record that lives without what it is': async (subject) => {
    const at = stamp(subject.now())
    const { results } = await push(subject, change(at, { title: 'alone' }))
    expect(status(results)).toEqual(['unknown-record'])
    expect((await pull(subject)).items).toEqual([])
  },

  'leaves out a note that was not made from its own': async (subject) => {
    const t = subject.now()
    await push(subject, link(stamp(t - 9000)))
    const note = (at: number, text: string, base: string) =>
      change(stamp(at), { note: text, title: text }, { noteBase: hashNow(base) })
    const first = await push(subject, note(t - 8000, 'one', ''))
    const second = await push(subject, note(t - 7000, 'two', ''))
    expect(status([...first.results, ...second.results])).toEqual(['ok', 'conflict'])
    expect((await only(subject)).values).toMatchObject({ note: 'one', title: 'two' })
    const same = await push(subject, note(t - 6000, 'one', ''), note(t - 8000, 'one', 'x'))
    const later = await push(subject, note(t - 5000, 'three', 'one'))
    expect(status([...same.results, ...later.results])).toEqual(['ok', 'ok', 'ok'])
    // It would lose by its stamp, and nobody would know.
    const lost = await push(subject, note(t - 5500, 'four', 'three'))
    expect(status(lost.results)).toEqual(['conflict'])
  },

  'tells changes in the order of their numbers, a page at a time': async (subject) => {
    const at = stamp(subject.now())
    await push(subject, link(at), link(at, {}, OTHER), version(at))
    const first = await pull(subject, 0, 0, 2)
    expect(first.items.map(({ uid }) => uid)).toEqual([LINK, OTHER])
    expect(first).toMatchObject({ upTo: first.items[1]?.seq, more: true })
    const second = await pull(subject, first.upTo, 0, 2)
    expect(second).toMatchObject({ more: false, items: [{ uid: VERSION }] })
    expect((await pull(subject, second.upTo)).upTo).toBe(second.upTo)
  },

  'numbers only what changed, and says from where to where': async (subject) => {
    const t = subject.now()
    const first = await push(subject, link(stamp(t - 9)), link(stamp(t - 9), {}, OTHER))
    expect(first.seq - first.before).toBe(2)
    const next = await push(subject, link(stamp(t - 9)), change(stamp(t), { title: 'new' }))
    expect(next.before).toBe(first.seq)
    expect(next.seq).toBe(first.seq + 1)
    const { items } = await pull(subject, first.seq)
    expect(items.map(({ uid, seq }) => [uid, seq])).toEqual([[LINK, next.seq]])
  },

  'answers another epoch by its own': async (subject) => {
    const { server } = subject
    const old = await epochOf(subject)
    await push(subject, link(stamp(subject.now())))
    await server.wipe()
    expect(await server.push(old, 'a1b2c3d4', [])).toMatchObject({ error: 'epoch' })
    const answer = await server.pull(old, 1, 500, 0)
    expect(answer).toMatchObject({ reset: true, items: [], epoch: await epochOf(subject) })
    expect(await epochOf(subject)).not.toBe(old)
    expect((await pull(subject)).items).toEqual([])
  },

  'sends those back to 0 who miss what was purged, and nobody else': async (subject) => {
    const t = subject.now()
    await push(subject, link(stamp(t - 9)), version(stamp(t - 9)), link(stamp(t - 9), {}, OTHER))
    const { seq } = await push(subject, change('', {}, { sets: [], deleted: stamp(t) }))
    subject.wait(200 * DAY)
    await subject.server.purge(180 * DAY)
    const { purged, ...first } = await pull(subject, 1)
    expect(first).toMatchObject({ reset: true, items: [] })
    const { items, reset } = await pull(subject, 0, purged)
    expect([reset, items.map(({ uid }) => uid)]).toEqual([undefined, [OTHER]])
    expect((await pull(subject, 1, purged)).reset).toBeUndefined()
    expect((await pull(subject, seq)).reset).toBeUndefined()
  },

  'fetches by uid, by link, by bucket': async (subject) => {
    const at = stamp(subject.now())
    await push(subject, link(at), link(at, {}, OTHER), version(at))
    const epoch = await epochOf(subject)
    const fetch = async (...args: Parameters<TestServer['fetch']>) => {
      const answer = await subject.server.fetch(...args)
      return 'items' in answer ? answer.items.map(({ uid }) => uid) : answer.error
    }
    const bucket = Number.parseInt(hashNow(OTHER).slice(0, 2), 16)
    expect(await fetch(epoch, 'link', { uids: [OTHER, TAG] }, '')).toEqual([OTHER])
    expect(await fetch(epoch, 'link', { uids: [OTHER, LINK] }, LINK)).toEqual([OTHER])
    expect(await fetch(epoch, 'snapshot', { links: [LINK] }, '')).toEqual([VERSION])
    expect(await fetch(epoch, 'link', { bucket }, '')).toEqual([OTHER])
    expect(await fetch('another', 'link', { bucket }, '')).toBe('epoch')
  },

  'digests what lives as clients do': async (subject) => {
    const t = subject.now()
    const members: Item['members'] = { [TAG]: [stamp(t - 9), ''], [OTHER]: [stamp(t), stamp(t)] }
    const tag: Item = {
      kind: 'tag',
      uid: TAG,
      sets: [[stamp(t), { name: '前端', parent: '', colour: '', order: 15, mergedInto: '' }]],
      members: { alias: [stamp(t), ''] },
    }
    const setting: Item = { kind: 'setting', uid: 'theme', sets: [[stamp(t), { value: 'dark' }]] }
    const dead = link(stamp(t - 9), { deleted: stamp(t) }, OTHER)
    await push(subject, tag, link(stamp(t - 9), { members }), version(stamp(t)), setting, dead)
    const answer = await subject.server.digest(await epochOf(subject))
    if ('error' in answer) throw new Error(answer.error)
    const wanted = new Map<string, [number, number]>()
    for (const raw of (await pull(subject)).items) {
      const item = readItem(raw, subject.now())
      if (!('record' in item) || item.record.uid === OTHER) continue
      const { bucket, digest } = await digestRecord(item.record, hashText)
      const [count, sum] = wanted.get(`${item.record.kind} ${bucket}`) ?? [0, 0]
      wanted.set(`${item.record.kind} ${bucket}`, [count + 1, addDigests(sum, digest)])
    }
    const found = Object.entries(answer.digest).flatMap(([kind, buckets]) =>
      buckets.flatMap((each, bucket) => (each[0] > 0 ? [[`${kind} ${bucket}`, each]] : [])),
    )
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted))
  },

  'refuses what is too much at once, and writes none of it': async (subject) => {
    const at = stamp(subject.now())
    const many = Array.from({ length: 501 }, () => link(at))
    const epoch = await epochOf(subject)
    expect(await subject.server.push(epoch, 'a1b2c3d4', many)).toMatchObject({ error: 'too-many' })
    const large = link(at, { sets: [[at, { ...values, note: 'x'.repeat(600_000) }]] })
    const answer = await subject.server.push(epoch, 'a1b2c3d4', [large])
    expect(answer).toMatchObject({ error: 'too-large' })
    expect((await pull(subject)).items).toEqual([])
  },

  'refuses new records beyond the quota, and takes changes': async (subject) => {
    const t = subject.now()
    await push(subject, link(stamp(t - 9)))
    await subject.server.setMostRecords(1)
    const items = [link(stamp(t), {}, OTHER), change(stamp(t), { title: 'new' })]
    expect(status((await push(subject, ...items)).results)).toEqual(['quota', 'ok'])
  },
}
