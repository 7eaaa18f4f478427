import { LinkshotError } from '../../model/error.ts'
import { type Contents, MANIFEST, type Manifest, type PartHead, parseManifest } from './manifest.ts'
import { type Entry, readDirectory, unsafe } from './read-directory.ts'
import { readEntry } from './read-entry.ts'
import { type Read, windowOn } from './window.ts'

/** An export as it lies in its files: what it says of itself, and its entries by name. */
export interface Archive {
  manifest: PartHead & Contents
  /** @throws LinkshotError 'zip-damaged' where it is not there, or what `readEntry` throws */
  read(name: string, limit: number): Promise<Uint8Array<ArrayBuffer>>
}

interface Part {
  read: Read
  bytes: number
  entries: Map<string, Entry>
  manifest: Manifest
}

interface Place {
  read: Read
  entry: Entry
}

const MAX_MANIFEST = 64 * 1024 * 1024

/** All of an export's entries unpacked, measured against its files. Pages pack 5:1, lines of JSON 20:1. */
const MOST_PER_BYTE = 200
const ALWAYS_ALLOWED = 64 * 1024 * 1024

/** In each part, about that part. */
const OF_EACH_PART = new Set([MANIFEST, 'README.txt'])

/**
 * Opens an export by the directories of its files.
 * @throws LinkshotError with one of the reasons that begin with 'zip-'
 */
export async function openArchive(files: readonly Blob[]): Promise<Archive> {
  const parts: Part[] = []
  for (const file of files) parts.push(await openPart(file))
  parts.sort((a, b) => a.manifest.part - b.manifest.part)
  const manifest = wholeOf(parts.map((part) => part.manifest))
  refuseBomb(parts)
  const places = placesIn(parts)
  return {
    manifest,
    async read(name, limit) {
      const place = places.get(name)
      if (!place) throw new LinkshotError('zip-damaged', `${name} is missing`)
      return readEntry(place.read, place.entry, limit)
    },
  }
}

async function openPart(file: Blob): Promise<Part> {
  const read = windowOn(file)
  const entries = await readDirectory(read, file.size)
  const entry = entries.get(MANIFEST)
  if (!entry) throw new LinkshotError('zip-foreign', 'no manifest')
  const json = new TextDecoder().decode(await readEntry(read, entry, MAX_MANIFEST))
  return { read, bytes: file.size, entries, manifest: parseManifest(json) }
}

/** What the last part says, once every part is there. */
function wholeOf(manifests: Manifest[]): PartHead & Contents {
  const last = manifests.at(-1)
  const { parts, digest, tables, lost } = last ?? {}
  const complete =
    parts === manifests.length &&
    manifests.every(({ id, part }, index) => id === last?.id && part === index + 1)
  if (!last || !complete) throw new LinkshotError('zip-parts', `${manifests.length} of ${parts}`)
  if (!digest || !tables || !lost) throw new LinkshotError('zip-damaged', MANIFEST)
  return { ...last, parts, digest, tables, lost }
}

function refuseBomb(parts: Part[]): void {
  let size = 0
  let packed = 0
  for (const { bytes, entries } of parts) {
    packed += bytes
    for (const entry of entries.values()) size += entry.size
  }
  if (size > packed * MOST_PER_BYTE + ALWAYS_ALLOWED) {
    throw new LinkshotError('zip-too-large', `${packed} bytes that become ${size}`)
  }
}

function placesIn(parts: Part[]): Map<string, Place> {
  const places = new Map<string, Place>()
  for (const { read, entries } of parts)
    for (const [name, entry] of entries) {
      if (OF_EACH_PART.has(name)) continue
      if (places.has(name)) throw unsafe('a name in two parts')
      places.set(name, { read, entry })
    }
  return places
}
