import { db } from '../database.ts'
import { noteRekeyed } from '../rekey-links.ts'
import type { Imported } from './import-rows.ts'
import { eachPage, type ImportSource, tagsOf } from './import-source.ts'
import { keyLinks } from './key-links.ts'
import type { BodyTable, LineTable } from './row-shapes.ts'

/** Puts every row in as it was exported. Call it in a transaction, on an empty library. */
export async function fillLibrary(source: ImportSource): Promise<Imported> {
  await db.settings.clear()
  await db.tags.bulkAdd(await tagsOf(source))
  const count = { links: 0, snapshots: 0 }
  const claimed = new Set<string>()
  await eachPage(source, 'links', async (page) => {
    await db.links.bulkAdd(await keyLinks(page, claimed))
    count.links += page.length
  })
  await noteRekeyed()
  for (const table of ['settings', 'snapshots', 'journal', 'jobs'] satisfies LineTable[])
    await eachPage(source, table, async (page) => {
      await db.table(table).bulkAdd(page)
      if (table === 'snapshots') count.snapshots += page.length
    })
  for (const table of ['texts', 'thumbs', 'blobs'] satisfies BodyTable[])
    await keepOnly(table, new Set(source.keys[table]))
  return { ...count, merged: 0, actId: '' }
}

/** What an earlier library left behind would be garbage. */
async function keepOnly(table: BodyTable, keys: ReadonlySet<string>): Promise<void> {
  const rows = db.table(table)
  const all = (await rows.toCollection().primaryKeys()) as string[]
  await rows.bulkDelete(all.filter((key) => !keys.has(key)))
}
