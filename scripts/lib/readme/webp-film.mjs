/**
 * An animated WebP of still ones, in plain container bytes: https://developers.google.com/speed/webp/docs/riff_container
 * @param {{ picture: Buffer, ms: number }[]} frames opaque stills of one size
 * @returns {Buffer}
 */
export function filmOf(frames, width, height) {
  const body = Buffer.concat([
    chunk('VP8X', Buffer.concat([flags(), size24(width - 1), size24(height - 1)])),
    chunk('ANIM', forEver()),
    ...frames.map((frame) => chunk('ANMF', frameOf(frame, width, height))),
  ])
  return Buffer.concat([chunkHead('RIFF', body.length + 4), Buffer.from('WEBP'), body])
}

/** The animation bit. */
const flags = () => Buffer.from([0b10, 0, 0, 0])

/** White below, endless. */
const forEver = () => Buffer.from([255, 255, 255, 255, 0, 0])

/** In full, at the corner, not blended with the frame before. */
function frameOf({ picture, ms }, width, height) {
  const place = [size24(0), size24(0), size24(width - 1), size24(height - 1), size24(ms)]
  return Buffer.concat([...place, Buffer.from([0b10]), pixelsOf(picture)])
}

/** The chunks of a still that hold its pixels. */
function pixelsOf(still) {
  const kept = []
  for (let at = 12; at + 8 <= still.length; ) {
    const length = still.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (['VP8 ', 'VP8L'].includes(still.toString('latin1', at, at + 4)))
      kept.push(still.subarray(at, end))
    at = end
  }
  if (kept.length !== 1) throw new Error('a still of a film has to be an opaque WebP')
  return kept[0]
}

function chunk(name, body) {
  const padding = Buffer.alloc(body.length % 2)
  return Buffer.concat([chunkHead(name, body.length), body, padding])
}

function chunkHead(name, length) {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32LE(length, 4)
  return head
}

function size24(value) {
  const bytes = Buffer.alloc(3)
  bytes.writeUIntLE(value, 0, 3)
  return bytes
}
