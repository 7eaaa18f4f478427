import { crc32, deflateSync } from 'node:zlib'

/** A picture with a gradient and some grain, so that it compresses like a photograph's PNG would. */
export function png(size, random) {
  const row = 1 + size * 3
  const raw = Buffer.alloc(row * size)
  const tint = [random(), random(), random()]
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1)
      for (let c = 0; c < 3; c += 1)
        raw[y * row + 1 + x * 3 + c] = (tint[c] * 90 + (x + y) * (90 / size) + random() * 24) & 255
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 2], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
