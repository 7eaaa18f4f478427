import { createHash } from 'node:crypto'
import type { Extension } from './extension.ts'
import { until } from './extension.ts'
import type { Route } from './site.ts'
import { answer } from './site.ts'
import { tabIdOf } from './tabs.ts'

/** A page with pictures that no other page has, each of so many bytes of noise. */
export function picturePage(name: string, pictures: number, bytes: number): Record<string, Route> {
  const paths = Array.from({ length: pictures }, (_, n) => `/${name}/${n}.jpg`)
  const images = paths.map((path) => `<img src="${path}" width="10" height="10">`)
  const page = `<!doctype html><link rel="icon" href="data:,"><title>${name}</title><p>${name}</p>${images.join('')}`
  return {
    [`/${name}`]: answer('text/html; charset=utf-8', page),
    ...Object.fromEntries(
      paths.map((path) => [
        path,
        // Made when it is asked for: all of them at once would be large.
        (request, response) => answer('image/jpeg', noise(path, bytes))(request, response),
      ]),
    ),
  }
}

/** Bytes that can't be packed, the same for each seed. */
function noise(seed: string, bytes: number): Buffer {
  const all = Buffer.alloc(bytes)
  let x = createHash('sha1').update(seed).digest().readUInt32LE() | 1
  for (let at = 0; at + 4 <= bytes; at += 4) {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    all.writeInt32LE(x | 0, at)
  }
  return all
}

/** Keeps a page whole without its popup; needs the granted build. @returns the uid of its version */
export async function keepQuietly(extension: Extension, url: string, ms = 60_000): Promise<string> {
  const page = await extension.browser.newPage()
  await page.goto(url, { waitUntil: 'load', timeout: ms })
  const tabId = await tabIdOf(extension, page)
  await extension.send('keep-tab', { tabId, trigger: 'popup' })
  const row = await until(
    `a complete version of ${url}`,
    async () => {
      const rows = await extension.rows('snapshots')
      return rows.find((each) => each['url'] === url && each['status'] === 'complete')
    },
    ms,
  )
  await page.close()
  return String(row['uid'])
}
