import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { canonicalJson } from '../../utils/db/library/canonical-json.ts'
import { createDigest } from '../../utils/db/library/digest.ts'

/** An entry as it is to be written; what is set here is written whatever the truth is. */
export interface Forged {
  name: string
  data: Buffer
  method?: number
  flags?: number
  crc?: number
  size?: number
  packed?: number
  /** Where the directory says it is. */
  offset?: number
  /** The name its own head has. */
  localName?: string
}

interface End {
  comment?: Buffer
  count?: number
}

/** Writes a ZIP byte by byte, lies included. */
export function forgeZip(entries: readonly Forged[], end: End = {}): Blob {
  const bodies: Buffer[] = []
  const records: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const { head, packed, record } = forgeEntry(entry, offset)
    bodies.push(head, packed)
    records.push(record)
    offset += head.length + packed.length
  }
  const directory = Buffer.concat(records)
  const { comment = Buffer.alloc(0), count = entries.length } = end
  const last = Buffer.alloc(22)
  last.writeUInt32LE(0x06054b50, 0)
  last.writeUInt16LE(count, 8)
  last.writeUInt16LE(count, 10)
  last.writeUInt32LE(directory.length, 12)
  last.writeUInt32LE(offset, 16)
  last.writeUInt16LE(comment.length, 20)
  return new Blob([Buffer.concat([...bodies, directory, last, comment])])
}

function forgeEntry(entry: Forged, at: number) {
  const { method = 8, flags = 0x0800, data } = entry
  const content = method === 8 ? deflateRawSync(data) : data
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(flags, 2)
  common.writeUInt16LE(method, 4)
  common.writeUInt32LE(entry.crc ?? crc32(data), 10)
  common.writeUInt32LE(entry.packed ?? content.length, 14)
  common.writeUInt32LE(entry.size ?? data.length, 18)
  const localName = Buffer.from(entry.localName ?? entry.name)
  common.writeUInt16LE(localName.length, 22)
  const head = Buffer.concat([Buffer.from('PK\x03\x04'), common, localName])
  const name = Buffer.from(entry.name)
  common.writeUInt16LE(name.length, 22)
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(entry.offset ?? at, 10)
  const record = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, rest, name])
  return { head, packed: content, record }
}

/** The entries of a ZIP without tricks. */
export async function entriesOf(zip: Blob): Promise<Forged[]> {
  const bytes = Buffer.from(await zip.arrayBuffer())
  const end = bytes.length - 22
  const entries: Forged[] = []
  let at = bytes.readUInt32LE(end + 16)
  while (at < end) {
    const [method, nameLength] = [bytes.readUInt16LE(at + 10), bytes.readUInt16LE(at + 28)]
    const extra = bytes.readUInt16LE(at + 30)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const start = bytes.readUInt32LE(at + 42)
    const from = start + 30 + nameLength + bytes.readUInt16LE(start + 28)
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20))
    entries.push({ name, method, data: method === 8 ? inflateRawSync(packed) : packed })
    at += 46 + nameLength + extra
  }
  return entries
}

type Row = Record<string, unknown>
type Change = (rows: Row[]) => Row[]

/** Entries whose data were changed by somebody who knows the format: digest and counts fit again. */
export async function resealed(
  entries: readonly Forged[],
  changes: Record<string, Change>,
  manifestChange: (manifest: Row) => Row = (manifest) => manifest,
): Promise<Forged[]> {
  const files = new Map(entries.map((entry) => [entry.name, entry]))
  const manifest = JSON.parse(files.get('linkshot.json')?.data.toString() ?? '') as Row
  const tables = manifest['tables'] as Record<string, { rows: number; files: string[] }>
  const digest = createDigest()
  for (const [table, { files: names }] of Object.entries(tables)) {
    const lines = names.flatMap((name) => files.get(name)?.data.toString().trim().split('\n') ?? [])
    const rows = (changes[table] ?? ((all) => all))(lines.map((line) => JSON.parse(line) as Row))
    for (const row of rows) await digest.add(table, canonicalJson(digested(table, row)))
    const name = `data/${table}-1.jsonl`
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    for (const old of names) files.delete(old)
    if (rows.length > 0) files.set(name, { name, data: Buffer.from(text) })
    tables[table] = { rows: rows.length, files: rows.length > 0 ? [name] : [] }
  }
  const sealed = manifestChange({ ...manifest, tables, digest: await digest.value() })
  files.set('linkshot.json', { name: 'linkshot.json', data: Buffer.from(JSON.stringify(sealed)) })
  return [...files.values()]
}

/** What of a row counts in the digest. */
function digested(table: string, row: Row): Row {
  const { file: _file, text: _text, ...rest } = row ?? {}
  return ['texts', 'thumbs', 'blobs'].includes(table) ? rest : row
}
