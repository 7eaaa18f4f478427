/** Units of the em square. */
const EM = 1000

/**
 * A TrueType font whose every ASCII letter is one black box, as wide as the em and from the baseline up to
 * `height` units: what is set in it is seen and measured at once.
 */
export function boxFont(family: string, height: number): Buffer {
  const tables: Record<string, Buffer> = {
    'OS/2': metrics(height),
    cmap: characterMap(),
    glyf: box(height),
    head: head(height),
    hhea: horizontalHead(),
    hmtx: shorts(EM, 0, EM, 0),
    loca: shorts(0, 0, box(height).length / 2),
    maxp: shorts(1, 0, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    name: names(family),
    post: Buffer.concat([shorts(3, 0, 0, 0, -100, 50), Buffer.alloc(20)]),
  }
  return assemble(tables)
}

function shorts(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  values.forEach((value, at) => {
    bytes.writeUInt16BE(value & 0xffff, at * 2)
  })
  return bytes
}

function head(height: number): Buffer {
  const start = shorts(1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 3, EM)
  return Buffer.concat([start, Buffer.alloc(16), shorts(0, 0, EM, height, 0, 8, 2, 0, 0)])
}

const horizontalHead = (): Buffer =>
  shorts(1, 0, 800, -200, 0, EM, 0, 0, EM, 1, 0, 0, 0, 0, 0, 0, 0, 2)

function metrics(height: number): Buffer {
  const start = shorts(4, EM, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0)
  const ranges = Buffer.concat([
    Buffer.alloc(10),
    shorts(0, 1, 0, 0, 0, 0, 0, 0),
    Buffer.from('TEST'),
  ])
  const end = shorts(64, 32, 126, 800, -200, 0, 800, 200, 0, 1, 0, 0, 500, height, 0, 32, 0)
  return Buffer.concat([start, ranges, end])
}

/** One box: contour count, bounds, last point, no instructions, four on-curve points. */
function box(height: number): Buffer {
  const outline = shorts(1, 0, 0, EM, height, 3, 0)
  const points = shorts(0, 0, EM, 0, 0, height, 0, -height)
  return Buffer.concat([outline, Buffer.from([1, 1, 1, 1]), points])
}

/** U+0020 to U+007E are glyph 1. */
function characterMap(): Buffer {
  const subtable = shorts(4, 40, 0, 4, 4, 1, 0, 126, 0xffff, 0, 32, 0xffff, 0, 1, 4, 0)
  const glyphs = shorts(...Array.from({ length: 95 }, () => 1))
  subtable.writeUInt16BE(subtable.length + glyphs.length, 2)
  return Buffer.concat([shorts(0, 1, 3, 1, 0, 12), subtable, glyphs])
}

function names(family: string): Buffer {
  const texts = [family, 'Regular', family, family, 'Version 1', family.replace(/\s/g, '')]
  const strings = texts.map((text) => Buffer.from(text, 'utf16le').swap16())
  let offset = 0
  const records = strings.map((bytes, at) => {
    const record = shorts(3, 1, 0x409, at + 1, bytes.length, offset)
    offset += bytes.length
    return record
  })
  const start = shorts(0, strings.length, 6 + 12 * strings.length)
  return Buffer.concat([start, ...records, ...strings])
}

function assemble(tables: Record<string, Buffer>): Buffer {
  const list = Object.entries(tables)
  let offset = 12 + 16 * list.length
  const directory = [shorts(1, 0, list.length, 128, 3, list.length * 16 - 128)]
  const bodies: Buffer[] = []
  for (const [tag, body] of list) {
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)])
    const entry = Buffer.alloc(16, tag, 'latin1')
    entry.writeUInt32BE(checksum(padded), 4)
    entry.writeUInt32BE(offset, 8)
    entry.writeUInt32BE(body.length, 12)
    directory.push(entry)
    bodies.push(padded)
    offset += padded.length
  }
  return Buffer.concat([...directory, ...bodies])
}

function checksum(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  return sum
}
