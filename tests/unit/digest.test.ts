import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { digestRecord } from '../../utils/record/digest-record.ts'
import { blankRecord, type SyncRecord } from '../../utils/record/record.ts'
import { bucketOf, hashText, sumBuckets } from '../support/sum-buckets.ts'

const truth = (text: string) => createHash('sha256').update(text).digest('hex')

const STAMP = '019aa0000000-0000-a1b2c3d4'
const LATER = '019aa0000001-0000-a1b2c3d4'
const link = (uid: string, values: SyncRecord['values'] = {}): SyncRecord => ({
  ...blankRecord('link', uid),
  values,
  fields: Object.fromEntries(Object.keys(values).map((field) => [field, STAMP])),
})

const digestOf = async (record: SyncRecord) => (await digestRecord(record, hashText)).digest

describe('digest of a record', () => {
  it('stands for its fields in their order, whatever order they came in', async () => {
    const one = link('a', { url: 'https://a.example/', title: 'A', starred: 1 })
    const other = link('a', { starred: 1, title: 'A', url: 'https://a.example/' })
    expect(await digestOf(one)).toBe(await digestOf(other))
    const said = 'link|a|https://a.example/||||A|||||1|||'.replaceAll('|', '\u001f')
    expect(await digestOf(one)).toBe(Number.parseInt(truth(said).slice(0, 12), 16))
  })

  it('changes with a member that is in the set, and not with one that was taken off', async () => {
    const plain = link('a', { url: 'u' })
    const tagged = { ...plain, members: { t: [STAMP, ''] as const } }
    const untagged = { ...plain, members: { t: [STAMP, LATER] as const } }
    expect(await digestOf(tagged)).not.toBe(await digestOf(plain))
    expect(await digestOf(untagged)).toBe(await digestOf(plain))
  })

  it('takes the stamp for values that have no one spelling', async () => {
    const snapshot = (data: SyncRecord['values'], stamp: string): SyncRecord => ({
      ...blankRecord('snapshot', 's'),
      values: { data },
      fields: { data: stamp },
    })
    expect(await digestOf(snapshot({ a: 1, b: 2 }, STAMP))).toBe(
      await digestOf(snapshot({ b: 2, a: 1 }, STAMP)),
    )
    expect(await digestOf(snapshot({ a: 1 }, LATER))).not.toBe(
      await digestOf(snapshot({ a: 1 }, STAMP)),
    )
  })
})

describe('buckets', () => {
  it('are 256 sums that stay exact numbers', async () => {
    const uids = Array.from({ length: 3000 }, (_, at) => `uid-${at}`)
    const buckets = await sumBuckets(uids.map((uid) => link(uid, { url: uid })))
    expect(buckets).toHaveLength(256)
    expect(buckets.reduce((all, [count]) => all + count, 0)).toBe(3000)
    expect(buckets.every(([, sum]) => Number.isSafeInteger(sum) && sum < 2 ** 48)).toBe(true)
    expect(bucketOf('uid-7')).toBe(Number.parseInt(truth('uid-7').slice(0, 2), 16))
  })
})
