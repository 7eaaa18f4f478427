import { db, libraryTables } from '../database.ts'
import { rekeyLinks } from '../rekey-links.ts'
import { atRest, type Wanted, wantedBy } from './at-rest.ts'
import { canonicalJson } from './canonical-json.ts'
import { type BodyTable, checkRow, KEY_FIELDS, LINE_TABLES, type LineTable } from './row-shapes.ts'

/** A part of a table: rows as lines of canonical JSON. */
export interface Chunk {
  table: LineTable
  rows: number
  /** Outside the heap: browsers keep large Blobs on disk. */
  body: Blob
}

/** One moment of the library: all rows, and the keys of what is read later. */
export interface LibraryRows {
  /** Version of the database. */
  schema: number
  chunks: Chunk[]
  keys: Record<BodyTable, string[]>
  /** Rows that no version of ours can have written; they are left out. */
  strange: number
}

const PAGE = 500

/** Characters of one chunk; a single row may be longer. */
const CHUNK = 4_000_000

/** Reads the library in one transaction, so that rows fit together whatever is kept meanwhile. */
export async function readRows(): Promise<LibraryRows> {
  await rekeyLinks()
  return db.transaction('r', libraryTables(), async () => {
    const chunks: Chunk[] = []
    const wanted = wantedBy(await db.jobs.where('kind').equals('resources').toArray())
    let strange = 0
    for (const table of LINE_TABLES) strange += await readTable(table, wanted, chunks)
    const keysOf = async (table: BodyTable) =>
      (await db.table(table).toCollection().primaryKeys()) as string[]
    const keys = {
      texts: await keysOf('texts'),
      thumbs: await keysOf('thumbs'),
      blobs: await keysOf('blobs'),
    }
    return { schema: db.verno, chunks, keys, strange }
  })
}

/** @returns how many rows were left out as strange */
async function readTable(table: LineTable, wanted: Wanted, chunks: Chunk[]): Promise<number> {
  let lines: string[] = []
  let size = 0
  let strange = 0
  const cut = () => {
    if (lines.length > 0)
      chunks.push({ table, rows: lines.length, body: new Blob([`${lines.join('\n')}\n`]) })
    lines = []
    size = 0
  }
  await eachRow(table, (row) => {
    const line = lineOf(table, row, wanted)
    if (line === 'strange') strange++
    else if (line !== '') {
      lines.push(line)
      size += line.length
    }
    if (size >= CHUNK) cut()
  })
  cut()
  return strange
}

/** Nothing but Dexie is awaited inside: anything else would end the transaction. */
async function eachRow(table: LineTable, take: (row: object) => void): Promise<void> {
  const rows = db.table(table)
  let page: object[] = await rows.orderBy(':id').limit(PAGE).toArray()
  for (;;) {
    page.forEach(take)
    if (page.length < PAGE) return
    const last = page.at(-1) as Record<string, string | number>
    page = await rows.where(':id').above(last[KEY_FIELDS[table]]).limit(PAGE).toArray()
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
