import { db, libraryTables } from '../database.ts'
import { rekeyLinks } from '../rekey-links.ts'
import { type Wanted, wantedBy } from './at-rest.ts'
import { type Chunk, chunkWriter, type LibraryRows } from './chunks.ts'
import { type BodyTable, KEY_FIELDS, LINE_TABLES, type LineTable } from './row-shapes.ts'

const PAGE = 500

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
  const { add, finish } = chunkWriter(table, wanted, chunks)
  await eachRow(table, add)
  return finish()
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
