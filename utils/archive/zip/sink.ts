/** Where a file is written to, piece by piece. */
export interface Sink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** The whole file. */
  close(): Promise<Blob>
  /** Throws away what was written. */
  abort(): Promise<void>
}

const FOLDER = 'exports'

/** A file that is being downloaded must stay; one of yesterday is nobody's. */
const KEEP_MS = 24 * 60 * 60 * 1000

/**
 * A new file on disk, in the storage browsers give to pages; nothing of it stays in memory. A full disk
 * is an error there, where a Blob that found no room is only noticed by whoever reads it.
 */
export async function openFileSink(name: string): Promise<Sink> {
  const root = await navigator.storage.getDirectory()
  const folder = await root.getDirectoryHandle(FOLDER, { create: true })
  await removeOld(folder)
  const unique = `${Date.now()}-${name}`
  const handle = await folder.getFileHandle(unique, { create: true })
  const writable = await handle.createWritable()
  return {
    write: (bytes) => writable.write(bytes),
    async close() {
      await writable.close()
      return handle.getFile()
    },
    async abort() {
      await writable.abort().catch(() => undefined)
      await folder.removeEntry(unique).catch(() => undefined)
    },
  }
}

async function removeOld(folder: FileSystemDirectoryHandle): Promise<void> {
  for await (const name of folder.keys()) {
    const old = Date.now() - Number.parseInt(name, 10) > KEEP_MS
    if (old) await folder.removeEntry(name).catch(() => undefined)
  }
}

/** A Blob of many small ones, for browsers and windows without that storage. */
export function openBlobSink(): Sink {
  let parts: Blob[] = []
  return {
    async write(bytes) {
      parts.push(new Blob([bytes]))
    },
    async close() {
      return new Blob(parts, { type: 'application/zip' })
    },
    async abort() {
      parts = []
    },
  }
}

/** The best there is. Firefox has no storage of this kind in private windows. */
export const openSink = (name: string): Promise<Sink> => openFileSink(name).catch(openBlobSink)
