import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  byteList,
  ownBytes,
  pushNumber,
  pushText,
  readNumber,
  readText,
} from '../../../../utils/search/index/bytes.ts'

describe('packed bytes', () => {
  it('give texts back as they were, as UTF-8', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 100 })), (texts) => {
        const list = byteList(1)
        for (const text of texts) pushText(list, text)
        const reader = { data: ownBytes(list), at: 0 }
        for (const text of texts) {
          const from = reader.at
          expect(readText(reader)).toBe(text)
          const packed = reader.data.subarray(from, reader.at)
          expect([...packed].slice(packed.length - new TextEncoder().encode(text).length)).toEqual([
            ...new TextEncoder().encode(text),
          ])
        }
        expect(reader.at).toBe(reader.data.length)
      }),
    )
  })

  it('give numbers back as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), (numbers) => {
        const list = byteList(1)
        for (const number of numbers) pushNumber(list, number)
        const reader = { data: ownBytes(list), at: 0 }
        expect(numbers.map(() => readNumber(reader))).toEqual(numbers)
      }),
    )
  })
})
