import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BoxRecord, decodeBoxes, encodeBoxes } from '../../utils/snapshot/box-record.ts'

const eighths = (min: number, max: number) =>
  fc.integer({ min: min * 8, max: max * 8 }).map((units) => units / 8)

const box = fc.tuple(
  eighths(-100_000, 1_000_000),
  eighths(-100_000, 1_000_000),
  eighths(0, 100_000),
  eighths(0, 100_000),
)

const record: fc.Arbitrary<BoxRecord> = fc.record({
  width: fc.integer({ min: 0, max: 10_000 }),
  elements: fc.array(
    fc.record({
      name: fc.oneof(fc.constantFrom('div', 'p', 'my-card'), fc.string({ unit: 'grapheme' })),
      at: fc.oneof(box, fc.constantFrom('hidden' as const, 'moving' as const)),
    }),
  ),
  images: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat())),
  fonts: fc.array(fc.string()),
})

describe('a record of boxes', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(record, (written) => {
        expect(decodeBoxes(encodeBoxes(written))).toEqual(written)
      }),
    )
  })

  it('rounds to an eighth of a pixel and keeps nothing that is no number', () => {
    const at = [0.06, -3.32, Number.NaN, Number.POSITIVE_INFINITY] as const
    const written = encodeBoxes({ width: 1, elements: [{ name: 'b', at }], images: [], fonts: [] })
    expect(decodeBoxes(written)?.elements[0]?.at).toEqual([0, -3.375, 0, 2 ** 24])
  })

  it('that is broken off or something else is none, whatever its bytes', () => {
    const whole = encodeBoxes({
      width: 800,
      elements: [{ name: 'p', at: [1000, 1000, 1000, 1000] }],
      images: [],
      fonts: [],
    })
    expect(decodeBoxes(whole.subarray(0, -1))).toBeUndefined()
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const found = decodeBoxes(bytes)
        expect(found === undefined || Array.isArray(found.elements)).toBe(true)
      }),
    )
    const lies = new TextEncoder().encode(
      '{"names":5,"fonts":{},"images":[[null],7],"width":"x"}\n',
    )
    expect(decodeBoxes(lies)).toEqual({
      width: 0,
      elements: [],
      images: [
        [0, 0, 0],
        [0, 0, 0],
      ],
      fonts: [],
    })
  })
})
