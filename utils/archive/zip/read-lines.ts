import { BODY_SHAPES, checkRow, KEY_FIELDS, type LineRows } from '../../db/library/row-shapes.ts'
import { LinkshotError } from '../../model/error.ts'
import type { Archive } from './open-archive.ts'

interface BodyLines {
  texts: ReturnType<typeof BODY_SHAPES.texts>
  thumbs: ReturnType<typeof BODY_SHAPES.thumbs>
  blobs: ReturnType<typeof BODY_SHAPES.blobs>
}
type Lines = LineRows & BodyLines

/** One act that deleted a whole shelf is one line. */
const MAX_FILE = 400_000_000

/**
 * A table's rows, a file of them in memory at a time: each field checked, nothing else kept, in the order
 * of their keys and so without doubles.
 * @throws LinkshotError 'zip-damaged'
 */
export async function* readLines<K extends keyof Lines>(
  archive: Archive,
  table: K,
): AsyncGenerator<Lines[K][]> {
  const { rows, files } = archive.manifest.tables[table]
  let count = 0
  let last: number | string | undefined
  for (const file of files) {
    const page = parseLines(await archive.read(file, MAX_FILE), table)
    for (const row of page) {
      const key = (row as Record<string, unknown>)[KEY_FIELDS[table]] as number | string
      if (last !== undefined && !(key > last))
        throw new LinkshotError('zip-damaged', `order ${table}`)
      last = key
    }
    count += page.length
    yield page
  }
  if (count !== rows) throw new LinkshotError('zip-damaged', `number of ${table}`)
}

function parseLines<K extends keyof Lines>(bytes: Uint8Array, table: K): Lines[K][] {
  const lines = decode(bytes).split('\n')
  if (lines.pop() !== '') throw new LinkshotError('zip-damaged', `end of ${table}`)
  return lines.map((line) => checkLine(table, parse(line)))
}

function checkLine<K extends keyof Lines>(table: K, value: unknown): Lines[K] {
  const shape = BODY_SHAPES[table as keyof BodyLines] as
    | ((value: unknown, where: string) => unknown)
    | undefined
  const row = shape ? shape(value, table) : checkRow(table as keyof LineRows, value)
  return row as Lines[K]
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new LinkshotError('zip-damaged', 'not UTF-8')
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new LinkshotError('zip-damaged', 'not JSON')
  }
}
