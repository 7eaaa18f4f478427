import type { Page } from 'puppeteer-core'
import { type Extension, until } from './extension.ts'
import { tabIdOf } from './tabs.ts'

export interface PictureRow {
  uid: string
  url: string
  status: string
  screenshot: string
  tiles?: { hash: string; y: number; width: number; height: number }[]
  notices: { kind: string }[]
}

/** Keeps a page with a picture of all of it. @returns the snapshot's uid, right after the answer */
export async function beginWhole(extension: Extension, page: Page): Promise<string> {
  const tabId = await tabIdOf(extension, page)
  await page.bringToFront()
  const data = { tabId, trigger: 'popup', wholePicture: true }
  const { ok, value, reason } = await extension.send('keep-tab', data)
  if (!ok) throw new Error(`not kept: ${reason}`)
  return (value as { snapshot: string }).snapshot
}

export async function pictureRow(extension: Extension, uid: string): Promise<PictureRow> {
  const rows = (await extension.rows('snapshots')) as unknown as PictureRow[]
  const row = rows.find((each) => each.uid === uid)
  if (!row) throw new Error(`no snapshot ${uid}`)
  return row
}

/** The row once all is done. */
export const completeRow = (extension: Extension, uid: string, ms = 60_000): Promise<PictureRow> =>
  until(
    'the end of the picture',
    async () => {
      const row = await pictureRow(extension, uid)
      return row.status === 'complete' && row
    },
    ms,
  )

/** How far the picture has come; undefined while it is not being taken. */
export async function progressOf(
  extension: Extension,
  uid: string,
): Promise<{ done: number; of: number } | undefined> {
  const jobs = await extension.rows('jobs')
  const job = jobs.find((each) => each['snapshot'] === uid && each['kind'] === 'resources')
  return job?.['picture'] as { done: number; of: number } | undefined
}

/** The tiles one under the other, as a PNG. */
export async function stitched(extension: Extension, row: PictureRow): Promise<Buffer> {
  const helper = await extension.helper()
  return Buffer.from(await helper.evaluate(stitch, row.tiles ?? []), 'base64')
}

/** Runs in a page of ours. */
export async function stitch(
  tiles: { hash: string; width: number; height: number }[],
): Promise<string> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('linkshot')
    opening.onsuccess = () => resolve(opening.result)
  })
  const bodyOf = (hash: string) =>
    new Promise<Blob>((resolve) => {
      const reading = db.transaction('blobs').objectStore('blobs').get(hash)
      reading.onsuccess = () =>
        resolve(new Blob([reading.result.body], { type: reading.result.type }))
    })
  const canvas = document.createElement('canvas')
  canvas.width = tiles[0]?.width ?? 1
  canvas.height = tiles.reduce((sum, { height }) => sum + height, 0) || 1
  let y = 0
  for (const { hash, height } of tiles) {
    canvas.getContext('2d')?.drawImage(await createImageBitmap(await bodyOf(hash)), 0, y)
    y += height
  }
  db.close()
  return canvas.toDataURL('image/png').split(',')[1] ?? ''
}
