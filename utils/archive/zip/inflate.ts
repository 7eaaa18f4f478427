import { LinkshotError } from '../../model/error.ts'

/** Deflate can't make more out of one byte; a size beyond it is a lie. */
const MOST_PER_BYTE = 1032

/** Bytes handed over at once: a browser unpacks all of them before it stops to ask. */
const SLICE = 16 * 1024

/**
 * Unpacks bytes that are said to become `size` bytes, and never more than that.
 * @throws LinkshotError 'zip-damaged' where they become something else
 */
export async function inflate(
  packed: Uint8Array<ArrayBuffer>,
  size: number,
  format: 'deflate-raw' | 'gzip',
): Promise<Uint8Array<ArrayBuffer>> {
  if (size > (packed.length + 64) * MOST_PER_BYTE) throw new LinkshotError('zip-damaged', 'size')
  const stream = new DecompressionStream(format)
  try {
    const [bytes] = await Promise.all([
      collect(stream.readable.getReader(), size),
      feed(stream.writable.getWriter(), packed),
    ])
    return bytes
  } catch (error) {
    if (error instanceof LinkshotError) throw error
    throw new LinkshotError('zip-damaged', String(error))
  }
}

async function feed(
  writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>,
  packed: Uint8Array<ArrayBuffer>,
): Promise<void> {
  for (let at = 0; at < packed.length; at += SLICE) {
    await writer.ready
    await writer.write(packed.subarray(at, at + SLICE))
  }
  await writer.close()
}

async function collect(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBufferLike>>,
  size: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size)
  let at = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    if (at + value.length > size) {
      // Ends the writing side too.
      void reader.cancel().catch(() => undefined)
      throw new LinkshotError('zip-damaged', 'longer than it says')
    }
    bytes.set(value, at)
    at += value.length
  }
  if (at < size) throw new LinkshotError('zip-damaged', 'shorter than it says')
  return bytes
}
