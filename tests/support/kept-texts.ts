import type { Extension } from './extension.ts'

/** The visible texts of all kept pages, by hash. */
export async function readTexts(extension: Extension): Promise<Map<string, string>> {
  return new Map(await (await extension.helper()).evaluate(textRows))
}

/** Runs in a page of ours. */
async function textRows(): Promise<[hash: string, text: string][]> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await settled(indexedDB.open('linkshot'))
  const rows: { hash: string; body: ArrayBuffer }[] = await settled(
    database.transaction('texts').objectStore('texts').getAll(),
  )
  database.close()
  return Promise.all(
    rows.map(async ({ hash, body }): Promise<[string, string]> => {
      const plain = new Blob([body]).stream().pipeThrough(new DecompressionStream('gzip'))
      return [hash, await new Response(plain).text()]
    }),
  )
}
