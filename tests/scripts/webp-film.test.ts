import { describe, expect, it } from 'vitest'
import { filmOf } from '../../scripts/lib/readme/webp-film.mjs'

/** A still as an encoder writes it: the container with one chunk of pixels. */
function still(name: string, pixels: number[]): Buffer {
  const padded = pixels.length % 2 ? [...pixels, 0] : pixels
  const head = Buffer.alloc(20)
  head.write('RIFF')
  head.writeUInt32LE(12 + padded.length, 4)
  head.write('WEBP', 8)
  head.write(name, 12)
  head.writeUInt32LE(pixels.length, 16)
  return Buffer.concat([head, Buffer.from(padded)])
}

/** Names and lengths of the chunks of a file, in order. */
function chunksOf(file: Buffer): [string, number][] {
  const found: [string, number][] = []
  for (let at = 12; at < file.length; ) {
    const length = file.readUInt32LE(at + 4)
    found.push([file.toString('latin1', at, at + 4), length])
    at += 8 + length + (length % 2)
  }
  return found
}

describe('a film of stills', () => {
  const film = filmOf(
    [
      { picture: still('VP8 ', [1, 2, 3]), ms: 900 },
      { picture: still('VP8 ', [4, 5, 6, 7]), ms: 70 },
    ],
    960,
    628,
  )

  it('is one animated file with a frame for each, whole to the last byte', () => {
    expect(film.toString('latin1', 0, 4)).toBe('RIFF')
    expect(film.readUInt32LE(4)).toBe(film.length - 8)
    expect(chunksOf(film)).toEqual([
      ['VP8X', 10],
      ['ANIM', 6],
      ['ANMF', 16 + 8 + 4],
      ['ANMF', 16 + 8 + 4],
    ])
  })

  it('tells its size less one, and how long each frame stays', () => {
    expect([film.readUIntLE(24, 3), film.readUIntLE(27, 3)]).toEqual([959, 627])
    const first = film.indexOf('ANMF')
    expect(film.readUIntLE(first + 8 + 12, 3)).toBe(900)
  })

  it('refuses a still without pixels of its own kind', () => {
    expect(() => filmOf([{ picture: still('ALPH', [1]), ms: 1 }], 1, 1)).toThrow('opaque')
  })
})
