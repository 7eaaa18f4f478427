import { atRest, type Wanted } from './at-rest.ts'
import { canonicalJson } from './canonical-json.ts'
import { type BodyTable, checkRow, type LineTable } from './row-shapes.ts'

/** A part of a table: rows as lines of canonical JSON. */
export interface Chunk {
  table: LineTable
  rows: number
  /** Outside the heap: browsers keep large Blobs on disk. */
  body: Blob
}

/** Rows of the library that belong together, and the keys of what is read later. */
export interface LibraryRows {
  /** Version of the database. */
  schema: number
  chunks: Chunk[]
  keys: Record<BodyTable, string[]>
  /** Rows that no version of ours can have written; they are left out. */
  strange: number
}

/** Characters of one chunk; a single row may be longer. */
const CHUNK = 4_000_000

/** Puts rows of one table, in the order of their keys, into chunks. */
export function chunkWriter(table: LineTable, wanted: Wanted, chunks: Chunk[]) {
  let lines: string[] = []
  let size = 0
  let strange = 0
  const cut = () => {
    if (lines.length > 0)
      chunks.push({ table, rows: lines.length, body: new Blob([`${lines.join('\n')}\n`]) })
    lines = []
    size = 0
  }
  return {
    add(row: object): void {
      const line = lineOf(table, row, wanted)
      if (line === 'strange') strange++
      else if (line !== '') {
        lines.push(line)
        size += line.length
      }
      if (size >= CHUNK) cut()
    },
    /** @returns how many rows were left out as strange */
    finish(): number {
      cut()
      return strange
    },
  }
}

function lineOf(table: LineTable, row: object, wanted: Wanted): string {
  const resting = atRest(table, row, wanted)
  if (resting === undefined) return ''
  try {
    return canonicalJson(checkRow(table, resting))
  } catch {
    return 'strange'
  }
}

/** The lines of a chunk. */
export async function linesOf({ body }: Pick<Chunk, 'body'>): Promise<string[]> {
  const text = await body.text()
  return text.split('\n').slice(0, -1)
}
