import fc from 'fast-check'
import { expect, it } from 'vitest'
import { byteList, ownBytes } from '../../../../utils/search/index/bytes.ts'
import {
  addPlace,
  addPosting,
  endOfPostings,
  infoOf,
  type PostingList,
  packPostings,
  postingList,
  readPostings,
} from '../../../../utils/search/index/posting-list.ts'

const gaps = fc.array(fc.oneof(fc.nat(3), fc.nat(3000), fc.nat(1 << 20)), {
  minLength: 1,
  maxLength: 40,
})
const posting = fc.record({ gap: fc.nat(5000), fields: fc.integer({ min: 1, max: 15 }), gaps })

function listOf(postings: { gap: number; fields: number; gaps: number[] }[]): PostingList {
  const list = postingList(0)
  let doc = -1
  for (const { gap, fields, gaps: own } of postings) {
    doc += gap + 1
    addPosting(list, doc, infoOf(own.length, fields))
    let place = 0
    for (const each of own) {
      place += each
      addPlace(list, place)
    }
  }
  return list
}

const told = ({ docs, infos, places, ends, count }: PostingList, from = 0) => ({
  docs: [...docs.subarray(from, count)],
  infos: [...infos.subarray(from, count)],
  places: Array.from({ length: count - from }, (_, at) => [
    ...places.subarray(ends[from + at - 1] ?? 0, ends[from + at]),
  ]),
})

it('gives back links and the places in them, or the links alone', () => {
  fc.assert(
    fc.property(fc.array(posting, { minLength: 1, maxLength: 30 }), (postings) => {
      const list = listOf(postings)
      const bytes = byteList(8)
      packPostings(bytes, list)
      const data = ownBytes(bytes)
      expect(endOfPostings(data, 0, list.count)).toBe(data.length)
      // Behind what is in the list already.
      const whole = listOf([{ gap: 1, fields: 1, gaps: [1, 2] }])
      readPostings(data, 0, list.count, whole, true)
      expect(told(whole, 1)).toEqual(told(list))
      const links = postingList(0)
      readPostings(data, 0, list.count, links, false)
      expect(told(links)).toEqual({ ...told(list), places: postings.map(() => []) })
    }),
  )
})
