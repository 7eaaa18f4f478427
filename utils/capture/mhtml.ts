/** One body of an MHTML file. */
export interface MhtmlPart {
  type: string
  /** Decodes it; undefined where it is broken. */
  read: () => ArrayBuffer | undefined
}

/**
 * The bodies of an MHTML file (RFC 2557) by their Content-Location, without the fragment. The first
 * of two with one location wins. What is no MHTML gives an empty map.
 */
export function parseMhtml(bytes: Uint8Array): Map<string, MhtmlPart> {
  // One character a byte, so that places in it are places in the bytes. (The name means windows-1252: what is no
  // ASCII comes out otherwise, and is read from the bytes.)
  const text = new TextDecoder('latin1').decode(bytes)
  const parts = new Map<string, MhtmlPart>()
  const boundary = boundaryOf(bytes, text)
  if (!boundary) return parts
  const mark = `--${boundary}`
  let from = text.indexOf(mark)
  while (from >= 0) {
    const next = text.indexOf(mark, from + mark.length)
    if (next >= 0) addPart(parts, bytes, text, from + mark.length, next)
    from = next
  }
  return parts
}

/** A part between two boundaries. */
function addPart(
  parts: Map<string, MhtmlPart>,
  bytes: Uint8Array,
  text: string,
  from: number,
  to: number,
): void {
  const gap = gapAfter(text, from, to)
  if (!gap) return
  const headers = parseHeaders(latin1(bytes.subarray(from, gap.start)))
  const location = headers.get('content-location')?.replace(/#.*/, '')
  if (!location || parts.has(location)) return
  const encoding = headers.get('content-transfer-encoding')?.trim().toLowerCase() ?? ''
  const end = withoutBreak(bytes, gap.end, to)
  const read = () =>
    encoding === 'base64'
      ? fromBase64(text.slice(gap.end, end))
      : plain(bytes.slice(gap.end, end), encoding)
  parts.set(location, { type: headers.get('content-type') ?? '', read })
}

/** Addresses and titles, which stand before it in the head, may say anything. */
function boundaryOf(bytes: Uint8Array, text: string): string | undefined {
  const end = gapAfter(text, 0, text.length)?.start ?? 0
  const type = parseHeaders(latin1(bytes.subarray(0, end))).get('content-type') ?? ''
  return /boundary="?([^"\r\n;]+)"?/i.exec(type)?.[1]
}

/** The empty line after the headers. */
function gapAfter(
  text: string,
  from: number,
  to: number,
): { start: number; end: number } | undefined {
  const gap = /\r?\n\r?\n/g
  gap.lastIndex = from
  const found = gap.exec(text)
  return found && gap.lastIndex <= to ? { start: found.index, end: gap.lastIndex } : undefined
}

/** The line break before a boundary belongs to that. */
function withoutBreak(bytes: Uint8Array, from: number, to: number): number {
  let end = to
  if (end > from && bytes[end - 1] === LF) end--
  if (end > from && end < to && bytes[end - 1] === CR) end--
  return end
}

function parseHeaders(head: string): Map<string, string> {
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return new Map(
    lines
      .map((line) => /^([\w-]+):\s*(.*)$/.exec(line))
      .filter((found) => found !== null)
      .map(([, name = '', value = '']) => [name.toLowerCase(), value]),
  )
}

/** There in browsers since 2025. */
const { fromBase64: readBase64 } = Uint8Array as { fromBase64?: (text: string) => Uint8Array }

function fromBase64(text: string): ArrayBuffer | undefined {
  try {
    if (readBase64) return readBase64.call(Uint8Array, text).buffer as ArrayBuffer
    const letters = atob(text)
    const bytes = new Uint8Array(letters.length)
    for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at)
    return bytes.buffer
  } catch {
    return undefined
  }
}

const [TAB, LF, CR, SPACE, EQUALS] = [9, 10, 13, 32, 61]

const plain = (bytes: Uint8Array<ArrayBuffer>, encoding: string): ArrayBuffer =>
  encoding === 'quoted-printable' ? fromQuotedPrintable(bytes) : bytes.buffer

/** Bytes after `=` as two digits; with nothing but space after it the line goes on. RFC 2045, 6.7. */
function fromQuotedPrintable(bytes: Uint8Array): ArrayBuffer {
  const out = new Uint8Array(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte !== EQUALS) {
      out[length++] = byte
      continue
    }
    const end = softBreak(bytes, at + 1)
    const value = hexAt(bytes, at + 1)
    if (end > 0) at = end
    else if (value >= 0) {
      out[length++] = value
      at += 2
    } else out[length++] = byte
  }
  return out.slice(0, length).buffer
}

/** Place of the line feed of a line that goes on, 0 where there is none. */
function softBreak(bytes: Uint8Array, from: number): number {
  let at = from
  while (bytes[at] === SPACE || bytes[at] === TAB) at++
  if (bytes[at] === CR) at++
  return bytes[at] === LF ? at : 0
}

function hexAt(bytes: Uint8Array, at: number): number {
  const [high, low] = [digit(bytes[at]), digit(bytes[at + 1])]
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

function digit(byte = 0): number {
  const value = Number.parseInt(String.fromCharCode(byte), 16)
  return Number.isNaN(value) ? -1 : value
}

/** Of few bytes. (A TextDecoder of that name would not give them back.) */
const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, MOST_HEAD))

/** Bytes of headers; addresses may be long. */
const MOST_HEAD = 65_536
