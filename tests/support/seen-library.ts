import type { Page } from 'puppeteer-core'

type Row = Record<string, unknown>

/** All rows of a table of the library that is open, as a page of ours finds it; bodies left out. */
export const activeRows = (page: Page, table: string): Promise<Row[]> =>
  page.evaluate(readActive, table)

/** What a user sees of the library that is open: ids are each browser's own. */
export async function seenLibrary(page: Page) {
  const [links, tags, snapshots] = await Promise.all(
    ['links', 'tags', 'snapshots'].map((table) => activeRows(page, table)),
  )
  const names = new Map((tags ?? []).map((tag) => [tag['id'], tag['name']]))
  return {
    links: (links ?? [])
      .map(({ url, title, note, starred, state, tags: ids }) => ({
        ...{ url, title, note, starred, state },
        tags: (ids as number[]).map((id) => names.get(id)).toSorted(),
      }))
      .toSorted((a, b) => String(a.url).localeCompare(String(b.url))),
    tags: (tags ?? [])
      .map(({ name, uid, colour }) => ({ name, uid, colour }))
      .toSorted((a, b) => String(a.uid).localeCompare(String(b.uid))),
    snapshots: (snapshots ?? [])
      .map(({ uid, title, textLength }) => ({ uid, title, textLength }))
      .toSorted((a, b) => String(a.uid).localeCompare(String(b.uid))),
  }
}

/** Runs in a page of ours: which library is open is written in a database of its own. */
async function readActive(table: string): Promise<Row[]> {
  const read = <T>(database: string, store: string, ask: (all: IDBObjectStore) => IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      const opening = indexedDB.open(database)
      opening.onerror = () => reject(opening.error)
      opening.onsuccess = () => {
        const reading = ask(opening.result.transaction(store).objectStore(store))
        reading.onsuccess = () => {
          opening.result.close()
          resolve(reading.result)
        }
      }
    })
  // Opening one that is not there would make it, without its tables.
  const isThere = (await indexedDB.databases()).some(({ name }) => name === 'linkshot-accounts')
  const registry = isThere
    ? await read('linkshot-accounts', 'registry', (all) => all.get('registry'))
    : undefined
  const name = registry?.databases[registry.active] ?? 'linkshot'
  return JSON.parse(JSON.stringify(await read(name, table, (all) => all.getAll())))
}
