import JSZip from 'jszip'

/** Writes one ZIP from front to back. */
export interface ZipWriter {
  add(name: string, content: Blob | Uint8Array<ArrayBuffer> | string, how: How): Promise<void>
  /** Writes what is left and the directory. */
  finish(): Promise<void>
  /** Bytes so far, what waits to be written included. */
  bytes(): number
  entries(): number
}

/** 'store' for what is compressed already. */
export type How = 'store' | 'deflate'

type Write = (bytes: Uint8Array<ArrayBuffer>) => Promise<void>

interface Waiting {
  name: string
  bytes: Uint8Array<ArrayBuffer>
  how: How
}

/** Content given to one JSZip: what an export has in memory, but for a single larger file. */
const BATCH_BYTES = 2 * 1024 * 1024
const BATCH_ENTRIES = 100

const END_LENGTH = 22
const RECORD_LENGTH = 46
/** Of a local head, a descriptor and a directory record together, names left out. */
const OVERHEAD = 120

/**
 * A ZIP written in batches. JSZip holds all entries of a file until it is generated, so each batch is a
 * small ZIP of its own: its entries go out as they are, and its directory, its offsets moved, joins
 * the one at the end.
 */
export function createZipWriter(write: Write, now = new Date()): ZipWriter {
  // ZIP knows local time only; JSZip writes UTC.
  const date = new Date(now.getTime() - now.getTimezoneOffset() * 60_000)
  const directory: Uint8Array<ArrayBuffer>[] = []
  let waiting: Waiting[] = []
  let waitingBytes = 0
  let written = 0
  let count = 0
  let directoryBytes = 0

  async function flush(): Promise<void> {
    const batch = await generate(waiting, date)
    waiting = []
    waitingBytes = 0
    for (const record of recordsOf(batch.directory)) move(record, written)
    await write(batch.entries)
    written += batch.entries.length
    directory.push(batch.directory)
    directoryBytes += batch.directory.length
  }

  return {
    async add(name, content, how) {
      const bytes = await bytesOf(content)
      waiting.push({ name, bytes, how })
      waitingBytes += bytes.length + name.length * 6 + OVERHEAD
      count++
      if (waitingBytes >= BATCH_BYTES || waiting.length >= BATCH_ENTRIES) await flush()
    },
    async finish() {
      if (waiting.length > 0) await flush()
      for (const part of directory) await write(part)
      await write(endRecord(count, directoryBytes, written))
    },
    bytes: () => written + waitingBytes + directoryBytes,
    entries: () => count,
  }
}

async function bytesOf(content: Blob | Uint8Array<ArrayBuffer> | string) {
  if (typeof content === 'string') return new TextEncoder().encode(content)
  return content instanceof Blob ? new Uint8Array(await content.arrayBuffer()) : content
}

/** A small ZIP, taken apart into its entries and its directory. */
async function generate(batch: Waiting[], date: Date) {
  const zip = new JSZip()
  for (const { name, bytes, how } of batch) {
    const compression = how === 'store' ? 'STORE' : 'DEFLATE'
    zip.file(name, bytes, { binary: true, compression, createFolders: false, date })
  }
  const all = await zip.generateAsync({
    type: 'uint8array',
    platform: 'UNIX',
    compressionOptions: { level: 6 },
  })
  const bytes = all as Uint8Array<ArrayBuffer>
  const start = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - END_LENGTH).getUint32(
    16,
    true,
  )
  return {
    entries: bytes.subarray(0, start),
    directory: bytes.slice(start, bytes.length - END_LENGTH),
  }
}

function* recordsOf(directory: Uint8Array<ArrayBuffer>): Generator<DataView> {
  for (let at = 0; at < directory.length; ) {
    const record = new DataView(directory.buffer, directory.byteOffset + at)
    yield record
    const lengths = [28, 30, 32].map((offset) => record.getUint16(offset, true))
    at += RECORD_LENGTH + lengths.reduce((sum, length) => sum + length, 0)
  }
}

const move = (record: DataView, by: number) =>
  record.setUint32(42, record.getUint32(42, true) + by, true)

function endRecord(count: number, size: number, offset: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(END_LENGTH))
  view.setUint32(0, 0x06054b50, true)
  view.setUint16(8, count, true)
  view.setUint16(10, count, true)
  view.setUint32(12, size, true)
  view.setUint32(16, offset, true)
  return new Uint8Array(view.buffer)
}
