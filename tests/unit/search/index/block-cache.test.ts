import { expect, it } from 'vitest'
import { blockCache } from '../../../../utils/search/index/block-cache.ts'

const block = (last: string, bytes = 10) => ({ last, data: new Uint8Array(bytes) })
const lasts = (blocks: readonly { last: string }[] | undefined) => blocks?.map(({ last }) => last)
const range = (term: string, prefix = false) => ({ segment: 1, term, prefix })

it('gives blocks that were read, for what lies within them', () => {
  const cache = blockCache(1000)
  cache.put(1, 'b', [block('cat'), block('dog'), block('elk')], false)
  expect(lasts(cache.find(range('bee')))).toEqual(['cat'])
  expect(lasts(cache.find(range('cat')))).toEqual(['cat'])
  expect(lasts(cache.find(range('c', true)))).toEqual(['cat', 'dog'])
  expect(lasts(cache.find(range('a')))).toBeUndefined()
  expect(lasts(cache.find(range('elks')))).toBeUndefined()
  // Behind the last block there may be others that begin so.
  expect(lasts(cache.find(range('elk', true)))).toBeUndefined()
})

it('knows where a segment ends, and that others are others', () => {
  const cache = blockCache(1000)
  cache.put(1, 'x', [block('yak')], true)
  expect(lasts(cache.find(range('zebra')))).toEqual([])
  expect(lasts(cache.find(range('y', true)))).toEqual(['yak'])
  expect(cache.find({ ...range('yak'), segment: 2 })).toBeUndefined()
  cache.keepOnly(new Set([2]))
  expect(cache.find(range('yak'))).toBeUndefined()
})

it('forgets what was used longest ago, and what is in a longer run', () => {
  const cache = blockCache(100)
  cache.put(1, 'a', [block('ape', 40)], false)
  cache.put(1, 'b', [block('bee', 40)], false)
  cache.find(range('ant'))
  cache.put(1, 'c', [block('cat', 40)], false)
  expect(cache.find(range('bee'))).toBeUndefined()
  expect(lasts(cache.find(range('ant')))).toEqual(['ape'])
  cache.put(1, 'a', [block('ape', 40), block('bee', 40)], false)
  expect(lasts(cache.find(range('bee')))).toEqual(['bee'])
  expect(cache.find(range('cat'))).toBeUndefined()
})
