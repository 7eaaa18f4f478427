/**
 * Runs in a page of ours: all rows of all tables as text, bytes by their SHA-256 after unpacking. It knows
 * nothing of the program's own digest, so that neither can be wrong in the way of the other.
 */
export async function printLibrary(): Promise<string> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const hash = async (bytes: BufferSource) => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  }
  const unpacked = (bytes: ArrayBuffer) =>
    new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')))
      .arrayBuffer()
      .catch(() => bytes)
  const plain = async (value: unknown): Promise<unknown> => {
    if (value instanceof Blob)
      return `${value.type} ${await hash(await unpacked(await value.arrayBuffer()))}`
    if (value instanceof ArrayBuffer) return hash(await unpacked(value))
    if (Array.isArray(value)) return Promise.all(value.map(plain))
    if (typeof value !== 'object' || value === null) return value
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return Object.fromEntries(
      await Promise.all(fields.map(async ([name, each]) => [name, await plain(each)] as const)),
    )
  }
  // How far work on the library has come is no part of it, and what searches look things up in is made of it.
  const notes = ['keyRules', 'garbageRound']
  const database = await done(indexedDB.open('linkshot'))
  const lines: string[] = []
  for (const name of database.objectStoreNames) {
    if (name.startsWith('index')) continue
    const rows = await done(database.transaction(name).objectStore(name).getAll())
    for (const row of rows) {
      if (name === 'settings' && notes.includes(row.key)) continue
      lines.push(`${name} ${JSON.stringify(await plain(row))}`)
    }
  }
  database.close()
  return lines.join('\n')
}
