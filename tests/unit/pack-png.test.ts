import fc from 'fast-check'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { createPacking } from '../../utils/snapshot/pack-png.ts'

type Filter = 0 | 1 | 2 | 3 | 4

/** A picture by a library of its own, with one filter for all lines. */
function png(width: number, height: number, pixels: Uint8Array, filterType: Filter = 2) {
  const image = new PNG({ width, height })
  image.data = Buffer.from(pixels)
  return new Uint8Array(PNG.sync.write(image, { filterType, deflateLevel: 1 }))
}

const pixelsOf = (bytes: Uint8Array) => new Uint8Array(PNG.sync.read(Buffer.from(bytes)).data)

/** One pattern over and over, as letters and symbols of charts are: filters hide that it is. */
const NOISE = [231, 4, 118, 77, 200, 9, 163, 90, 41, 252, 17]
const chart = Uint8Array.from({ length: 200 * 100 * 4 }, (_, at) => {
  const [x, y] = [Math.floor(at / 4) % 200, Math.floor(at / 800)]
  return NOISE[((x % 16) * 7 + (y % 16) * 5 + (x % 16) * (y % 16)) % NOISE.length] ?? 0
})

describe('a drawing', () => {
  it('is the same in fewer bytes', async () => {
    const before = png(200, 100, chart, 4)
    const after = await createPacking()(before)
    expect(after.length).toBeLessThan(before.length)
    expect(pixelsOf(after)).toEqual(chart)
  })

  it('of any size, pixels and filter keeps its pixels', async () => {
    const picture = fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
      .chain(([width, height]) =>
        fc.record({
          width: fc.constant(width),
          height: fc.constant(height),
          filter: fc.constantFrom<Filter>(0, 1, 2, 3, 4),
          pixels: fc.uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 }),
        }),
      )
    await fc.assert(
      fc.asyncProperty(picture, async ({ width, height, filter, pixels }) => {
        const bytes = png(width, height, pixels, filter)
        const packed = await createPacking()(bytes)
        expect(packed.length).toBeLessThanOrEqual(bytes.length)
        expect(pixelsOf(packed)).toEqual(pixels)
      }),
    )
  })

  it('beyond the pixels of a capture stays as it is', async () => {
    const pack = createPacking(20_000)
    const before = png(200, 100, chart, 4)
    const [first, second] = await Promise.all([pack(before), pack(before)])
    expect(first.length).toBeLessThan(before.length)
    expect(second).toBe(before)
  })

  it('that says it is smaller than it is stays as it is', async () => {
    const bytes = png(200, 100, chart, 4)
    new DataView(bytes.buffer).setUint32(20, 1)
    expect(await createPacking()(bytes)).toBe(bytes)
  })

  it.each([
    ['empty', new Uint8Array()],
    ['cut off', png(200, 100, chart).slice(0, 60)],
    ['of another format', new Uint8Array([0xff, 0xd8, 0xff, ...new Array(80).fill(7)])],
    ['with a chunk of another kind', withChunk(png(200, 100, chart))],
  ])('that is %s stays as it is', async (_, bytes) => {
    expect(await createPacking()(bytes)).toBe(bytes)
  })
})

/** Puts a chunk between header and data. */
function withChunk(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = [0, 0, 0, 0, ...new TextEncoder().encode('gAMA'), 0, 0, 0, 0]
  return new Uint8Array([...bytes.slice(0, 33), ...chunk, ...bytes.slice(33)])
}
