import { type Contents, MANIFEST, type PartHead } from './manifest.ts'
import { README } from './readme.ts'
import type { Sink } from './sink.ts'
import { createZipWriter, type How, type ZipWriter } from './zip-writer.ts'

/** The most one part holds. ZIP without its 64-bit form ends at 65,535 entries and 4 GB. */
export interface Limits {
  entries: number
  bytes: number
}

/** Some programs still stop at 2 GB. */
export const LIMITS: Limits = { entries: 60_000, bytes: 1_900_000_000 }

/** An export in as many ZIP files as it needs, each of them whole by itself. */
export interface Volumes {
  add(name: string, content: Blob | Uint8Array<ArrayBuffer> | string, how: How): Promise<void>
  finish(contents: Omit<Contents, 'parts'>): Promise<Blob[]>
  abort(): Promise<void>
}

export async function openVolumes(
  head: Omit<PartHead, 'part'>,
  openSink: () => Promise<Sink>,
  limits: Limits,
): Promise<Volumes> {
  const now = new Date(head.createdAt)
  const sinks: Sink[] = []
  const files: Blob[] = []
  let zip = await open()

  async function open(): Promise<ZipWriter> {
    const sink = await openSink()
    sinks.push(sink)
    const writer = createZipWriter(sink.write, now)
    await writer.add('README.txt', README, 'deflate')
    return writer
  }

  async function close(contents: Contents | object): Promise<void> {
    const manifest = { ...head, part: sinks.length, ...contents }
    await zip.add(MANIFEST, JSON.stringify(manifest, null, 1), 'deflate')
    await zip.finish()
    const file = await sinks.at(-1)?.close()
    if (file) files.push(file)
  }

  return {
    async add(name, content, how) {
      const size = content instanceof Blob ? content.size : content.length
      if (zip.entries() >= limits.entries || zip.bytes() + size > limits.bytes) {
        await close({})
        zip = await open()
      }
      await zip.add(name, content, how)
    },
    async finish(contents) {
      await close({ ...contents, parts: sinks.length })
      return files
    },
    async abort() {
      for (const sink of sinks) await sink.abort()
    },
  }
}
