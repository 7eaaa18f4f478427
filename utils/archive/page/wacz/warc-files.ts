import { surt } from './surt.ts'
import { type RecordParts, type WarcRecord, warcRecord } from './warc-record.ts'

/** A file of records. Several small ones instead of a large one: each is in memory while it is hashed. */
const MAX_FILE = 16_000_000

export interface WarcFile {
  name: string
  records: Uint8Array<ArrayBuffer>[]
  bytes: number
}

interface Options {
  software: string
  at: number
  /** Is given each file when it is full. */
  write(file: WarcFile): Promise<void>
}

/** Records on their way into files, and the index by which they are found again. */
export function warcFiles({ software, at, write }: Options) {
  const index: string[] = []
  let file: WarcFile | undefined
  let count = 0

  async function begin(): Promise<WarcFile> {
    const name = `data-${++count}.warc.gz`
    const fields = `software: ${software}\r\nformat: WARC File Format 1.1\r\n`
    const info = await warcRecord({
      type: 'warcinfo',
      url: '',
      contentType: 'application/warc-fields',
      at,
      body: new TextEncoder().encode(fields),
      headers: { 'WARC-Filename': name },
    })
    return { name, records: [info.bytes], bytes: info.bytes.length }
  }

  async function end(): Promise<void> {
    if (file) await write(file)
    file = undefined
  }

  return {
    async add(parts: RecordParts): Promise<void> {
      const record = await warcRecord(parts)
      if (file && file.bytes + record.bytes.length > MAX_FILE) await end()
      file ??= await begin()
      index.push(indexLine(parts, record, file))
      file.records.push(record.bytes)
      file.bytes += record.bytes.length
    },
    /** Writes what is left and gives the index, a line of CDXJ for each record, sorted. */
    async finish(): Promise<string> {
      await end()
      return index.sort().join('')
    },
  }
}

function indexLine(
  { url, at, contentType }: RecordParts,
  { bytes, digest }: WarcRecord,
  { name, bytes: offset }: WarcFile,
): string {
  const time = new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)
  const entry = {
    url,
    mime: contentType.split(';')[0],
    status: '200',
    digest,
    length: String(bytes.length),
    offset: String(offset),
    filename: name,
  }
  return `${surt(url)} ${time} ${JSON.stringify(entry)}\n`
}
