import { expect, test } from 'vitest'
import { type Loaded, leftToMhtml } from '../../utils/capture/page/left-to-mhtml.ts'
import type { Wanted } from '../../utils/model/frame-capture.ts'

const ORIGIN = 'https://a.test'
const pictures = (count: number, origin = ORIGIN): Wanted[] =>
  Array.from({ length: count }, (_, n) => ({
    cid: `${origin} ${n}`,
    url: `${origin}/${n}.png`,
    kind: 'image',
  }))
const loaded = (wanted: Wanted[], decodedBodySize: number): Loaded[] =>
  wanted.map(({ url: name }) => ({ name, decodedBodySize }))
const left = (wanted: Wanted[], sizes: Loaded[], html = '<p>') =>
  leftToMhtml({ wanted, documents: [{ html }] }, ORIGIN, sizes)
const names = (wanted: Wanted[]) => wanted.map(({ cid }) => cid)

test('many pictures of the page’s own are left to it, few are not', () => {
  const many = pictures(8)
  expect(left(many, loaded(many, 1000))).toEqual(names(many))
  expect(left(many.slice(1), loaded(many, 1000))).toEqual([])
})

test('those of other origins are left to it however few, and take the own ones along', () => {
  const [own, other] = [pictures(1), pictures(1, 'https://b.test')]
  const sizes = [...loaded(own, 1000), ...loaded(other, 0)]
  expect(left([...own, ...other], sizes)).toEqual(names([...other, ...own]))
})

test('what is still coming is not left, from wherever it comes', () => {
  const other = pictures(3, 'https://b.test')
  expect(left(other, loaded(other.slice(1), 0))).toEqual(names(other.slice(1)))
})

test('what stands there under another name is not left', () => {
  const many = pictures(9).map((each, n): Wanted => (n ? each : { ...each, misnamed: true }))
  expect(left(many, loaded(many, 1000))).toEqual(names(many.slice(1)))
})

test('what was not loaded, or has an unknown size, is fetched', () => {
  const many = pictures(9)
  expect(left(many, loaded(many.slice(1), 1000))).toEqual(names(many.slice(1)))
  expect(left(many, loaded(many, 0))).toEqual([])
})

test('more than fits well into memory is fetched, and so is all of a long page', () => {
  const many = pictures(10)
  expect(left(many, loaded(many, 1024 * 1024))).toEqual([])
  expect(left(many, loaded(many, 1000), 'x'.repeat(1_000_001))).toEqual([])
})

test('only pictures, and only those of the web', () => {
  const sheets = pictures(9).map((each): Wanted => ({ ...each, kind: 'style' }))
  const inline = pictures(9, 'blob:https://b.test')
  expect(left([...sheets, ...inline], loaded([...sheets, ...inline], 1000))).toEqual([])
})
