import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketOf, digestRecord, sumBuckets } from '../../utils/record/digest.ts'
import { blankRecord, type SyncRecord } from '../../utils/record/record.ts'
import { sha256Words } from '../../utils/record/sha256.ts'

const hex = (words: Uint32Array) =>
  [...words].map((word) => word.toString(16).padStart(8, '0')).join('')
const truth = (text: string) => createHash('sha256').update(text).digest('hex')

const STAMP = '019aa0000000-0000-a1b2c3d4'
const LATER = '019aa0000001-0000-a1b2c3d4'
const link = (uid: string, values: SyncRecord['values'] = {}): SyncRecord => ({
  ...blankRecord('link', uid),
  values,
  fields: Object.fromEntries(Object.keys(values).map((field) => [field, STAMP])),
})

describe('SHA-256 of texts', () => {
  it('is that of the platform, for every length around the edges of blocks', () => {
    for (let length = 0; length < 200; length++) {
      const text = 'x'.repeat(length)
      expect(hex(sha256Words(text))).toBe(truth(text))
    }
  })

  it('is that of the platform, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(hex(sha256Words(text))).toBe(truth(text))
      }),
    )
  })

  it('hashes some hundred bytes thousands of times a second', () => {
    const text = 'a link with its address, title and note, '.repeat(12)
    const started = performance.now()
    for (let i = 0; i < 2000; i++) sha256Words(`${i}${text}`)
    // A tenth of that on a quiet machine.
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('digest of a record', () => {
  it('stands for its fields in their order, whatever order they came in', () => {
    const one = link('a', { url: 'https://a.example/', title: 'A', starred: 1 })
    const other = link('a', { starred: 1, title: 'A', url: 'https://a.example/' })
    expect(digestRecord(one)).toBe(digestRecord(other))
    const said = 'link|a|https://a.example/||||A|||||1|||'.replaceAll('|', '\u001f')
    expect(digestRecord(one)).toBe(Number.parseInt(truth(said).slice(0, 12), 16))
  })

  it('changes with a member that is in the set, and not with one that was taken off', () => {
    const plain = link('a', { url: 'u' })
    const tagged = { ...plain, members: { t: [STAMP, ''] as const } }
    const untagged = { ...plain, members: { t: [STAMP, LATER] as const } }
    expect(digestRecord(tagged)).not.toBe(digestRecord(plain))
    expect(digestRecord(untagged)).toBe(digestRecord(plain))
  })

  it('takes the stamp for values that have no one spelling', () => {
    const snapshot = (data: SyncRecord['values'], stamp: string): SyncRecord => ({
      ...blankRecord('snapshot', 's'),
      values: { data },
      fields: { data: stamp },
    })
    expect(digestRecord(snapshot({ a: 1, b: 2 }, STAMP))).toBe(
      digestRecord(snapshot({ b: 2, a: 1 }, STAMP)),
    )
    expect(digestRecord(snapshot({ a: 1 }, LATER))).not.toBe(
      digestRecord(snapshot({ a: 1 }, STAMP)),
    )
  })
})

describe('buckets', () => {
  it('are 256 sums that stay exact numbers', () => {
    const uids = Array.from({ length: 3000 }, (_, at) => `uid-${at}`)
    const buckets = sumBuckets(uids.map((uid) => link(uid, { url: uid })))
    expect(buckets).toHaveLength(256)
    expect(buckets.reduce((all, [count]) => all + count, 0)).toBe(3000)
    expect(buckets.every(([, sum]) => Number.isSafeInteger(sum) && sum < 2 ** 48)).toBe(true)
    expect(bucketOf('uid-7')).toBe(Number.parseInt(truth('uid-7').slice(0, 2), 16))
  })
})
