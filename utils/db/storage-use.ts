import { type ResourceKind, type Snapshot, thumbNameOf } from '../model/snapshot.ts'
import { db } from './database.ts'

/** What the library's bytes are spent on. */
export const STORAGE_KINDS = [
  'pages',
  'images',
  'fonts',
  'media',
  'screenshots',
  'thumbnails',
  'text',
] as const
export type StorageKind = (typeof STORAGE_KINDS)[number]

export interface StorageUse {
  /** Stored bytes that versions of links refer to; a body several of them share counts once. */
  kinds: Record<StorageKind, number>
  /** Of these, bytes that only links in the trash refer to. */
  trash: number
  /** Bytes that no version refers to any more and only undo would bring back. */
  undo: number
}

const KIND_OF_RESOURCE: Record<ResourceKind, StorageKind> = {
  style: 'pages',
  document: 'pages',
  frame: 'pages',
  script: 'pages',
  image: 'images',
  icon: 'images',
  canvas: 'images',
  font: 'fonts',
  media: 'media',
}

/** Who refers to a body: what it is, and whether a link outside of the trash does. */
interface Referred {
  kind: StorageKind
  live: boolean
}

type References = Map<string, Referred>

/** So many rows at a time leave the thread and the memory to others. */
const PAGE = 500

/**
 * Adds up what is stored, by kind. Reads snapshots a page at a time and bodies not at all: their sizes are
 * in an index.
 */
export async function storageUse(signal?: AbortSignal): Promise<StorageUse> {
  const refers = await references(signal)
  const use: StorageUse = {
    kinds: { pages: 0, images: 0, fonts: 0, media: 0, screenshots: 0, thumbnails: 0, text: 0 },
    trash: 0,
    undo: 0,
  }
  const add = (name: string, bytes: number) => {
    const referred = refers.get(name)
    if (!referred) use.undo += bytes
    else {
      use.kinds[referred.kind] += bytes
      if (!referred.live) use.trash += bytes
    }
  }
  await db.blobs.orderBy('stored').eachKey((stored, { primaryKey }) => {
    add(bodyName(String(primaryKey)), Number(stored))
  })
  await eachPage(signal, (after) => db.texts.where('hash').above(after).limit(PAGE).toArray(), {
    keyOf: ({ hash }) => hash,
    visit: ({ hash, body }) => add(textName(hash), body.byteLength),
  })
  await eachPage(
    signal,
    (after) => db.thumbs.where('snapshot').above(after).limit(PAGE).toArray(),
    {
      keyOf: ({ snapshot }) => snapshot,
      visit: ({ snapshot, picture }) => add(thumbName(snapshot), picture.size),
    },
  )
  return use
}

// One map for three tables: a text and a body of the same hash are two things.
const bodyName = (hash: string): string => hash
const textName = (hash: string): string => `text ${hash}`
const thumbName = (name: string): string => `thumb ${name}`

async function references(signal?: AbortSignal): Promise<References> {
  const found: References = new Map()
  const trash = new Set(
    await db.links
      .where('[state+id]')
      .between(['trash', -Infinity], ['trash', Infinity])
      .primaryKeys(),
  )
  await eachPage(signal, (after) => db.snapshots.where('uid').above(after).limit(PAGE).toArray(), {
    keyOf: ({ uid }) => uid,
    visit: (snapshot) => refer(found, snapshot, !trash.has(snapshot.linkId)),
  })
  await db.links.each(({ icon, state }) => {
    if (icon) note(found, icon, 'images', state !== 'trash')
  })
  return found
}

function refer(found: References, snapshot: Snapshot, live: boolean): void {
  const { frames, resources, screenshot, tiles = [], text } = snapshot
  for (const { hash, kind } of resources) note(found, hash, KIND_OF_RESOURCE[kind], live)
  for (const { html, boxes } of frames) {
    note(found, html, 'pages', live)
    if (boxes) note(found, boxes, 'pages', live)
  }
  if (screenshot) note(found, screenshot, 'screenshots', live)
  for (const { hash } of tiles) note(found, hash, 'screenshots', live)
  note(found, textName(text), 'text', live)
  note(found, thumbName(thumbNameOf(snapshot)), 'thumbnails', live)
}

/** A body used in two ways counts as what it was found to be first. */
function note(found: References, name: string, kind: StorageKind, live: boolean): void {
  const known = found.get(name)
  if (!known) found.set(name, { kind, live })
  else if (live) known.live = true
}

/** Visits a table's rows in the order of their keys, a page at a time. */
async function eachPage<T>(
  signal: AbortSignal | undefined,
  read: (after: string) => Promise<T[]>,
  { keyOf, visit }: { keyOf: (row: T) => string; visit: (row: T) => void },
): Promise<void> {
  let after = ''
  for (;;) {
    signal?.throwIfAborted()
    const rows = await read(after)
    rows.forEach(visit)
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = keyOf(last)
  }
}
