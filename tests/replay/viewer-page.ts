import type { Page } from 'puppeteer-core'
import type { Tag } from '../../utils/model/link.ts'
import type { Extension } from '../support/extension.ts'
import type { StoredPage } from './build-snapshot.ts'

/** Writes rows into the library as raw IndexedDB rows, so that what is read back went through no code of ours. */
export async function store(
  extension: Extension,
  page: StoredPage,
  tags: Tag[] = [],
): Promise<void> {
  // Any page of ours that reads the library makes its tables.
  const library = await extension.open('library.html')
  await library.waitForFunction(hasTables)
  await library.evaluate(writeRows, { page, tags })
  await library.close()
}

/** Opens a stored page in the viewer and waits until it is shown or has failed. */
export async function view(extension: Extension, uid: string): Promise<Page> {
  const page = await extension.browser.newPage()
  await page.setViewport({ width: 1280, height: 800 })
  await page.goto(extension.url(`viewer.html?snapshot=${uid}`))
  await page.waitForSelector('[data-role="page"][data-ready="true"], [data-role="error"]')
  return page
}

/** Keeps a page and opens it. */
export async function storeAndView(extension: Extension, page: StoredPage): Promise<Page> {
  await store(extension, page)
  return view(extension, page.snapshot.uid)
}

/** Runs in the viewer with the kept document; the kept page itself runs nothing. */
export function inKept<T>(page: Page, read: (doc: Document, view: Window) => T): Promise<T> {
  return page.evaluate(
    `(${read.toString()})(...(() => {
      const frame = document.querySelector('[data-role="page"]')
      return [frame.contentDocument, frame.contentWindow]
    })())`,
  ) as Promise<T>
}

async function hasTables(): Promise<boolean> {
  const found = (await indexedDB.databases()).find(({ name }) => name === 'linkshot')
  if (!found) return false
  return new Promise((resolve) => {
    const opening = indexedDB.open('linkshot')
    opening.onsuccess = () => {
      resolve(opening.result.objectStoreNames.contains('blobs'))
      opening.result.close()
    }
  })
}

/** Runs in a page of ours. */
function writeRows({ page, tags }: { page: StoredPage; tags: Tag[] }): Promise<void> {
  const bytes = (base64: string) =>
    Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)).buffer
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('linkshot')
    opening.onsuccess = () => {
      const db = opening.result
      const writing = db.transaction(['links', 'snapshots', 'blobs', 'tags'], 'readwrite')
      writing.objectStore('links').put(page.link)
      writing.objectStore('snapshots').put(page.snapshot)
      for (const tag of tags) writing.objectStore('tags').put(tag)
      for (const { hash, type, base64 } of page.bodies) {
        const body = bytes(base64)
        const length = body.byteLength
        const row = { hash, type, encoding: 'identity', body, bytes: length, stored: length }
        writing.objectStore('blobs').put(row)
      }
      writing.oncomplete = () => {
        db.close()
        resolve()
      }
      writing.onerror = () => reject(writing.error)
    }
  })
}
