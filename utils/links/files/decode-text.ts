import { LinkshotError } from '../../model/error.ts'

/** As far as a document may say its encoding. */
const HEAD = 1024

/**
 * The text of a file: by its byte order mark, by what a document says of itself, else UTF-8 where it is
 * that, else GB18030, which has most of what Chinese systems write.
 * @throws LinkshotError 'file-binary' where it is no text
 */
export function decodeText(bytes: Uint8Array): string {
  const marked = byMark(bytes) ?? byZeros(bytes.subarray(0, HEAD))
  if (marked) return new TextDecoder(marked).decode(bytes)
  if (bytes.subarray(0, HEAD).includes(0)) throw new LinkshotError('file-binary')
  const said = saidEncoding(bytes.subarray(0, HEAD))
  const tries = [...(said ? [said] : []), 'utf-8', 'gb18030']
  for (const encoding of tries) {
    const text = decoded(bytes, encoding)
    if (text !== undefined) return text
  }
  // Addresses are the same in all others.
  return new TextDecoder('windows-1252').decode(bytes)
}

function byMark([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined
}

/** Addresses in UTF-16 have a zero in every second byte. */
function byZeros(head: Uint8Array): string | undefined {
  const zeros = [0, 0]
  for (const [index, byte] of head.entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const many = head.length / 8
  if (odd > many && even === 0) return 'utf-16le'
  return even > many && odd === 0 ? 'utf-16be' : undefined
}

function saidEncoding(head: Uint8Array): string {
  const text = new TextDecoder('windows-1252').decode(head)
  const [, label = ''] =
    /<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?([\w-]+)/i.exec(text) ?? []
  return label
}

/** Undefined where it is not in this encoding, or there is no such encoding. */
function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
