import { describe, expect, it } from 'vitest'
import { decodeBody, encodeBody } from '../../utils/db/blobs.ts'

const bytesOf = (length: number, next: (i: number) => number): ArrayBuffer =>
  Uint8Array.from({ length }, (_, i) => next(i)).buffer

/** The same noise on every run; noise does not compress. */
const noise = (length: number) => {
  let state = 1
  return bytesOf(length, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  })
}
const zeros = (length: number) => bytesOf(length, () => 0)

describe('a body', () => {
  it.each<[string, ArrayBuffer, string, 'gzip' | 'identity', 'ArrayBuffer' | 'Blob']>([
    ['empty', zeros(0), 'text/html', 'identity', 'ArrayBuffer'],
    ['of a few bytes', zeros(100), 'text/html', 'identity', 'ArrayBuffer'],
    ['of text', zeros(5000), 'text/html', 'gzip', 'ArrayBuffer'],
    ['of a vector picture', zeros(5000), 'image/svg+xml', 'gzip', 'ArrayBuffer'],
    ['of a compressed picture', zeros(5000), 'image/png', 'identity', 'ArrayBuffer'],
    ['that does not get smaller', noise(5000), 'text/plain', 'identity', 'ArrayBuffer'],
    ['of a megabyte of noise', noise(1_100_000), 'text/plain', 'identity', 'Blob'],
    ['of a large film', zeros(1_100_000), 'video/mp4', 'identity', 'Blob'],
    ['of much text', zeros(1_100_000), 'text/plain', 'gzip', 'ArrayBuffer'],
  ])('%s comes back as it was', async (_, raw, type, encoding, kind) => {
    const row = await encodeBody(raw, type)
    expect(row).toMatchObject({ encoding, type, bytes: raw.byteLength })
    expect(row.body.constructor.name).toBe(kind)
    const blob = await decodeBody(row)
    expect(blob.type).toBe(type)
    expect(Buffer.from(await blob.arrayBuffer()).equals(Buffer.from(raw))).toBe(true)
  })

  it('compressed and still large is stored as a Blob', async () => {
    const raw = await new Blob([noise(1_200_000), zeros(100_000)]).arrayBuffer()
    const row = await encodeBody(raw, 'text/plain')
    expect(row).toMatchObject({ encoding: 'gzip', bytes: 1_300_000 })
    expect(row.body).toBeInstanceOf(Blob)
    expect(Buffer.from(await (await decodeBody(row)).arrayBuffer()).equals(Buffer.from(raw))).toBe(
      true,
    )
  })

  it('that was damaged is an error, not an empty page', async () => {
    const row = await encodeBody(zeros(5000), 'text/plain')
    await expect(decodeBody({ ...row, body: noise(40) })).rejects.toThrow()
  })

  it('is named by its raw bytes, whatever its type', async () => {
    const [a, b] = await Promise.all([
      encodeBody(zeros(500), 'a/b'),
      encodeBody(zeros(500), 'image/png'),
    ])
    expect(a.hash).toMatch(/^[\da-f]{64}$/)
    expect(b.hash).toBe(a.hash)
  })
})
