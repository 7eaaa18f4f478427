import { crc32, deflateSync } from 'node:zlib'

const COLOURS: Record<string, [number, number, number]> = {
  green: [0, 128, 0],
  red: [255, 0, 0],
  blue: [0, 0, 255],
  orange: [255, 165, 0],
  grey: [220, 220, 220],
}

/** A PNG of one colour; its right half is darker, so that it is nobody's placeholder, unless `even`. */
export function solidPicture(colour: string, width: number, height: number, even = false): Buffer {
  const rgb = COLOURS[colour] ?? [0, 0, 0]
  const row = Buffer.alloc(1 + width * 3)
  for (let x = 0; x < width; x++) {
    const shade = even || x < width / 2 ? 1 : 0.75
    row.set(
      rgb.map((value) => value * shade),
      1 + x * 3,
    )
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(4)
  frame.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([frame, body, sum])
}
