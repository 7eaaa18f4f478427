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

export function pushBytes(list: ByteList, bytes: Uint8Array): void {
  if (list.length + bytes.length > list.data.length) grow(list, bytes.length)
  list.data.set(bytes, list.length)
  list.length += bytes.length
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

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Appends a text with its length in bytes. */
export function pushText(list: ByteList, text: string): void {
  const bytes = encoder.encode(text)
  pushNumber(list, bytes.length)
  pushBytes(list, bytes)
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
