/** What a font file says of itself. */
export interface FontNames {
  families: string[]
  bold: boolean
  italic: boolean
}

const SFNT = new Set([0x00010000, 0x4f54544f, 0x74727565])
const WOFF = 0x774f4646
const NAME = 0x6e616d65
/** Family, full name, PostScript name, and the family that isn't split by weight. */
const FAMILY_IDS = new Set([1, 4, 6, 16])
const STYLE_IDS = new Set([2, 17])

/** The names in a TrueType, OpenType or WOFF file; null for others (WOFF2 is compressed as a whole). */
export async function fontNames(bytes: Uint8Array): Promise<FontNames | null> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kind = view.getUint32(0)
  if (kind !== WOFF && !SFNT.has(kind)) return null
  const woff = kind === WOFF
  const count = view.getUint16(woff ? 12 : 4)
  const [start, step] = woff ? [44, 20] : [12, 16]
  for (let at = start; at < start + count * step; at += step) {
    if (view.getUint32(at) !== NAME) continue
    const offset = view.getUint32(at + (woff ? 4 : 8))
    const length = view.getUint32(at + (woff ? 8 : 12))
    const table = bytes.subarray(offset, offset + length)
    const packed = woff && length < view.getUint32(at + 12)
    return readNames(packed ? await inflate(table) : table)
  }
  return null
}

async function inflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as BlobPart]).stream()
  const plain = stream.pipeThrough(new DecompressionStream('deflate'))
  return new Uint8Array(await new Response(plain).arrayBuffer())
}

function readNames(table: Uint8Array): FontNames {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
  const texts = view.getUint16(4)
  const families: string[] = []
  const styles: string[] = []
  for (let at = 6; at < 6 + view.getUint16(2) * 12; at += 12) {
    const id = view.getUint16(at + 6)
    const list = FAMILY_IDS.has(id) ? families : STYLE_IDS.has(id) ? styles : undefined
    const start = texts + view.getUint16(at + 10)
    // Platform 1 is the old Macintosh with one byte a character, the others are UTF-16.
    const decoder = new TextDecoder(view.getUint16(at) === 1 ? 'macintosh' : 'utf-16be')
    list?.push(decoder.decode(table.subarray(start, start + view.getUint16(at + 8))))
  }
  const style = styles.join(' ')
  return {
    families,
    bold: /bold|black|heavy/i.test(style),
    italic: /italic|oblique/i.test(style),
  }
}
