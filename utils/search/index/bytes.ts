/** Bytes that grow at their end. */
export interface ByteList {
  data: Uint8Array<ArrayBuffer>
  length: number
}

/** Where in some bytes somebody reads. */
export interface ByteReader {
  data: Uint8Array
  at: number
}

export const byteList = (size = 1024): ByteList => ({ data: new Uint8Array(size), length: 0 })

function grow(list: ByteList, more: number): void {
  const larger = new Uint8Array(Math.max(list.data.length * 2, list.length + more))
  larger.set(list.data.subarray(0, list.length))
  list.data = larger
}

/** Appends a whole number below 2^31, seven bits a byte. */
export function pushNumber(list: ByteList, number: number): void {
  if (list.length + 5 > list.data.length) grow(list, 5)
  let rest = number
  while (rest > 0x7f) {
    list.data[list.length++] = (rest & 0x7f) | 0x80
    rest >>>= 7
  }
  list.data[list.length++] = rest
}

export function pushByte(list: ByteList, byte: number): void {
  if (list.length === list.data.length) grow(list, 1)
  list.data[list.length++] = byte
}

export function pushBytes(list: ByteList, { data, length }: ByteList): void {
  if (list.length + length > list.data.length) grow(list, length)
  // To make a view takes longer than to copy a few.
  if (length > 64) list.data.set(data.subarray(0, length), list.length)
  else for (let at = 0; at < length; at++) list.data[list.length + at] = data[at] ?? 0
  list.length += length
}

/** The bytes so far, in a buffer of their own. */
export const ownBytes = ({ data, length }: ByteList): Uint8Array<ArrayBuffer> =>
  data.slice(0, length)

export function readNumber(reader: ByteReader): number {
  const { data } = reader
  let byte = data[reader.at++] ?? 0
  let number = byte & 0x7f
  for (let shift = 7; byte > 0x7f; shift += 7) {
    byte = data[reader.at++] ?? 0
    number |= (byte & 0x7f) << shift
  }
  return number
}

const decoder = new TextDecoder()

/** Appends a text with its length in bytes, as UTF-8; an encoder takes longer than a short text does. */
export function pushText(list: ByteList, text: string): void {
  pushNumber(list, bytesIn(text))
  if (list.length + text.length * 3 > list.data.length) grow(list, text.length * 3)
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0
    if (code > 0xffff) at++
    pushCharacter(list, code)
  }
}

const bytesOf = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : 3)

/** Each half of a rare character has two of its four. */
function bytesIn(text: string): number {
  let bytes = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    bytes += code >= 0xd800 && code <= 0xdfff ? 2 : bytesOf(code)
  }
  return bytes
}

function pushCharacter(list: ByteList, code: number): void {
  const { data } = list
  if (code < 0x80) data[list.length++] = code
  else if (code < 0x800) data[list.length++] = 0xc0 | (code >> 6)
  else if (code < 0x1_0000) data[list.length++] = 0xe0 | (code >> 12)
  else data[list.length++] = 0xf0 | (code >> 18)
  if (code >= 0x1_0000) data[list.length++] = 0x80 | ((code >> 12) & 0x3f)
  if (code >= 0x800) data[list.length++] = 0x80 | ((code >> 6) & 0x3f)
  if (code >= 0x80) data[list.length++] = 0x80 | (code & 0x3f)
}

/** Short texts of one-byte characters are most of them, and a decoder takes its time for each. */
export function readText(reader: ByteReader): string {
  const length = readNumber(reader)
  const from = reader.at
  reader.at += length
  let text = ''
  for (let at = from; at < reader.at; at++) {
    const byte = reader.data[at] ?? 0
    if (byte > 0x7f) return decoder.decode(reader.data.subarray(from, reader.at))
    text += String.fromCharCode(byte)
  }
  return text
}

/** The next character of a text in UTF-8. */
export function readCharacter(reader: ByteReader): number {
  const { data } = reader
  const first = data[reader.at++] ?? 0
  if (first < 0x80) return first
  const more = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3
  let code = first & (0x3f >> more)
  for (let left = more; left > 0; left--) code = (code << 6) | ((data[reader.at++] ?? 0) & 0x3f)
  return code
}
