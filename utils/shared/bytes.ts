/** Lower-case hex of bytes. */
export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

/** SHA-256 of raw bytes as 64 lower-case hex digits. */
export async function sha256(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

/** gzip-compressed bytes; fed through a writer, which is several times faster than piping a stream. */
export function gzip(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  return pump(new CompressionStream('gzip'), bytes)
}

/** The bytes a gzip stream holds. */
export function gunzip(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  return pump(new DecompressionStream('gzip'), bytes)
}

/** Several runs of bytes as one. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Bytes packed by zlib (RFC 1950), as PNG has them. */
export function deflate(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  return pump(new CompressionStream('deflate'), bytes)
}

/** The bytes a zlib stream holds, undefined where there are not just `length`: it is read no further. */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  length: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))
  const reader = stream.getReader()
  const whole = new Uint8Array(length)
  let at = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    if (at + read.value.length > length) {
      void reader.cancel()
      return undefined
    }
    whole.set(read.value, at)
    at += read.value.length
  }
  return at === length ? whole : undefined
}

/** The bytes a gzip stream holds, undefined where they are more than `most`, or it is damaged. */
export async function gunzipWithin(
  bytes: Uint8Array<ArrayBuffer>,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  const reader = stream.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.length
      if (size > most) {
        void reader.cancel()
        return undefined
      }
      parts.push(read.value)
    }
  } catch {
    return undefined
  }
  return joinBytes(parts)
}

function pump(
  stream: CompressionStream | DecompressionStream,
  bytes: ArrayBuffer | Uint8Array<ArrayBuffer>,
): Promise<ArrayBuffer> {
  const writer = stream.writable.getWriter()
  // A broken stream rejects both ends; the reader's rejection is the one that is awaited.
  writer.write(bytes).catch(() => undefined)
  writer.close().catch(() => undefined)
  return new Response(stream.readable).arrayBuffer()
}
