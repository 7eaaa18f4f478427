import { bodiesOf, type Snapshot, type StoredBlob, thumbNameOf } from '../model/snapshot.ts'
import { gzip } from '../shared/bytes.ts'
import { db } from './database.ts'
import { downloadOf, openedOf, type TransferRow, transferId } from './replica/transfer-row.ts'
import { putBodies, putThumb } from './save-capture.ts'

/** Versions whose bodies are to be sent, the first of them. */
export async function uploadsLeft(most: number): Promise<string[]> {
  const rows = await db.transfers.where('way').equals('up').limit(most).toArray()
  return rows.flatMap((row) => (row.way === 'up' ? [row.snapshot] : []))
}

export const countUploads = (): Promise<number> => db.transfers.where('way').equals('up').count()

export const endUpload = (snapshot: string): Promise<void> =>
  db.transfers.delete(transferId('up', snapshot))

/**
 * Versions that came and lack bodies, the first of them.
 * @param past the last one that was looked at, '' at first
 */
export async function downloadsLeft(most: number, past = ''): Promise<string[]> {
  const range = [transferId('down', past), transferId('down', '\uffff')] as const
  const rows = await db.transfers
    .where('id')
    .between(...range, false)
    .limit(most)
    .toArray()
  return rows.flatMap((row) => (row.way === 'down' ? [row.snapshot] : []))
}

/**
 * Has all versions looked at again: what is to be fetched of them is another thing now, also of those that went to
 * make room.
 */
export async function queueDownloads(): Promise<void> {
  const uids = await db.snapshots.toCollection().primaryKeys()
  await db.transaction('rw', db.transfers, async () => {
    await db.transfers.where('way').equals('freed').delete()
    await db.transfers.bulkPut(uids.map(downloadOf))
  })
}

/** Whether a version's bodies went to make room, so that nothing brings them but somebody who opens it. */
export const isFreed = async (snapshot: string): Promise<boolean> =>
  (await db.transfers.get(transferId('freed', snapshot))) !== undefined

/** Notes that all of a version came because somebody opened it. */
export const noteOpened = (snapshot: string, at = Date.now()): Promise<void> =>
  db.transaction('rw', db.transfers, async () => {
    await db.transfers.delete(transferId('freed', snapshot))
    await db.transfers.put(openedOf(snapshot, at))
  })

export const endDownload = (snapshot: string): Promise<void> =>
  db.transfers.delete(transferId('down', snapshot))

/** Large uploads that go on after the worker was killed, by the name of their object. */
export const begunUploads = {
  async get(name: string): Promise<string | undefined> {
    const row = await db.transfers.get(transferId('begun', name))
    return row?.way === 'begun' ? row.upload : undefined
  },
  async put(name: string, upload: string): Promise<void> {
    const row: TransferRow = { id: transferId('begun', name), way: 'begun', upload }
    await db.transfers.put(row)
  },
  remove: (name: string): Promise<void> => db.transfers.delete(transferId('begun', name)),
}

type Body = Pick<StoredBlob, 'hash' | 'encoding' | 'body'>

/** A body by its hash, wherever it is; undefined where it is lost. */
export async function readBody(hash: string): Promise<Body | undefined> {
  const stored = await db.blobs.get(hash)
  if (stored) return stored
  const text = await db.texts.get(hash)
  if (text) return { hash, encoding: 'gzip', body: text.body }
  const thumb = await db.thumbs.get(hash)
  return thumb && { hash, encoding: 'identity', body: thumb.picture }
}

/** Stores a body that came for a version, as all that the version has it for. */
export async function storeBody(
  snapshotUid: string,
  { hash, encoding, body, bytes }: Body & { body: ArrayBuffer; bytes: number },
): Promise<void> {
  const snapshot = await db.snapshots.get(snapshotUid)
  // Deleted meanwhile: nobody needs it.
  if (!snapshot) return
  if (hash === snapshot.text) {
    await db.texts.put({ hash, body: await packed(body, encoding), length: snapshot.textLength })
  }
  if (hash === thumbNameOf(snapshot)) {
    const picture = new Blob([body], { type: 'image/jpeg' })
    // Dexie follows the `await`s of functions it sees to be async, and of no others.
    await db.transaction('rw', db.thumbs, db.settings, async () =>
      putThumb({ snapshot: hash, picture }),
    )
  }
  if (!bodiesOf(snapshot).includes(hash)) return
  const row = storedRow({ hash, encoding, body, bytes }, typeOf(snapshot, hash, body))
  await db.transaction('rw', db.blobs, db.settings, async () => putBodies([row]))
}

/** Bodies under 1 MB are stored as ArrayBuffer, which IndexedDB reads back faster; larger as Blob. */
const INLINE_LIMIT = 1024 * 1024

function storedRow(
  { hash, encoding, body, bytes }: Body & { body: ArrayBuffer; bytes: number },
  type: string,
): StoredBlob {
  const stored = body.byteLength
  return {
    hash,
    type,
    encoding,
    body: stored < INLINE_LIMIT ? body : new Blob([body]),
    bytes,
    stored,
  }
}

/** Texts are always packed. */
const packed = async (body: ArrayBuffer, encoding: StoredBlob['encoding']): Promise<ArrayBuffer> =>
  encoding === 'gzip' ? body : gzip(new Uint8Array(body))

/** The first byte of every file of that type. */
const PNG = 0x89

/** What the version has a body for; the server is not asked what it is. */
function typeOf(snapshot: Snapshot, hash: string, body: ArrayBuffer): string {
  const frame = snapshot.frames.find(({ html }) => html === hash)
  if (frame) return frame.type
  const resource = snapshot.resources.find((each) => each.hash === hash)
  if (resource) return resource.type
  const pictures = [snapshot.screenshot, ...(snapshot.tiles ?? []).map((tile) => tile.hash)]
  if (!pictures.includes(hash)) return 'application/json'
  return new Uint8Array(body)[0] === PNG ? 'image/png' : 'image/jpeg'
}
