import { LinkshotError } from '../../model/error.ts'
import { db, libraryTables } from '../database.ts'
import { upsetRound } from '../garbage-round.ts'
import { rekeyLinks } from '../rekey-links.ts'
import { fillLibrary } from './fill-library.ts'
import type { ImportSource } from './import-source.ts'
import { mergeLibrary } from './merge-library.ts'
import type { BodyTable } from './row-shapes.ts'
import { missingKeys } from './store-bodies.ts'

/** What an import came to. */
export interface Imported {
  links: number
  snapshots: number
  /** Links that were there before and took something in. */
  merged: number
  /** Undo it with `undo`; '' where there is nothing to go back to. */
  actId: string
}

/** Version of the database of this program. */
export async function schemaVersion(): Promise<number> {
  await db.open()
  return db.verno
}

/**
 * Takes rows into the library in one transaction. An empty library becomes the one that was exported,
 * any other is joined by it.
 * @returns undefined if bodies they need are gone again, because garbage was collected meanwhile
 * @throws LinkshotError 'zip-damaged' where rows contradict each other; then nothing was written
 */
export async function importRows(source: ImportSource): Promise<Imported | undefined> {
  await rekeyLinks()
  try {
    return await db.transaction('rw', libraryTables(), async () => {
      await upsetRound()
      if (await lacksBodies(source)) return undefined
      return (await isEmpty()) ? fillLibrary(source) : mergeLibrary(source)
    })
  } catch (error) {
    if (/Constraint/.test(String(error))) throw new LinkshotError('zip-damaged', String(error))
    throw error
  }
}

async function lacksBodies({ keys }: ImportSource): Promise<boolean> {
  for (const table of ['texts', 'thumbs', 'blobs'] satisfies BodyTable[]) {
    if ((await missingKeys(table, keys[table])).length > 0) return true
  }
  return false
}

/** Settings and bodies nothing refers to are no library. */
async function isEmpty(): Promise<boolean> {
  const tables = [db.links, db.snapshots, db.tags, db.jobs, db.journal]
  const counts = await Promise.all(tables.map((table) => table.count()))
  return counts.every((count) => count === 0)
}
