import { gzip, joinBytes, sha256 } from '../../../shared/bytes.ts'
import { newUid } from '../../../shared/ids.ts'

/** What a record holds and what is said of it. */
export interface RecordParts {
  type: 'warcinfo' | 'resource'
  /** Where the content is from; '' for a file's own description. */
  url: string
  contentType: string
  /** When it was kept, in ms. */
  at: number
  body: Uint8Array<ArrayBuffer>
  headers?: Record<string, string>
}

export interface WarcRecord {
  /** The record as a gzip member of its own, so that it can be read without those before it. */
  bytes: Uint8Array<ArrayBuffer>
  /** SHA-256 of its content. */
  digest: string
}

/** Whole seconds: indexes know no smaller time, and a record is looked for by it. */
export const warcDate = (at: number): string => new Date(at).toISOString().replace(/\.\d+/, '')

/** A record of a WARC 1.1 file. */
export async function warcRecord(parts: RecordParts): Promise<WarcRecord> {
  const { type, url, contentType, at, body, headers = {} } = parts
  const digest = `sha256:${await sha256(body)}`
  const fields: [string, string][] = [
    ['WARC-Type', type],
    ['WARC-Record-ID', `<urn:uuid:${newUid()}>`],
    ['WARC-Date', warcDate(at)],
    ...(url ? [['WARC-Target-URI', url] as [string, string]] : []),
    ...Object.entries(headers),
    ...(type === 'warcinfo' ? [] : [['WARC-Payload-Digest', digest] as [string, string]]),
    ['WARC-Block-Digest', digest],
    ['Content-Type', contentType],
    ['Content-Length', String(body.length)],
  ]
  const lines = fields.map(([name, value]) => `${name}: ${oneLine(value)}\r\n`)
  const head = new TextEncoder().encode(`WARC/1.1\r\n${lines.join('')}\r\n`)
  const end = new TextEncoder().encode('\r\n\r\n')
  return { bytes: new Uint8Array(await gzip(joinBytes([head, body, end]))), digest }
}

/** Whatever a page is called by, it adds no header. */
const oneLine = (value: string): string => value.replace(/[\p{Cc}]+/gu, ' ').trim()
