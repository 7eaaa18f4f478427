import { expect, it } from 'vitest'
import { watchHeap } from '../../bench/lib/heap.mjs'
import { launchExtension, until } from '../support/extension.ts'
import { serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome } from '../support/keep.ts'
import { answer, type Route } from '../support/site.ts'
import { tabIdOf } from '../support/tabs.ts'

const PICTURES = 100
const MB = 1024 * 1024
const EACH = 3 * MB
/** What is on its way at one moment, and what of it nobody has collected yet. */
const MOST = 150 * MB

/** Noise that no two pictures share, made when it is asked for. */
const noise: Route = (request, response) => {
  const n = Number(/(\d+)\.jpg/.exec(request.url ?? '')?.[1])
  const body = Buffer.alloc(EACH)
  for (let at = 0, x = n + 1; at < EACH; at += 4) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0
    body.writeUInt32LE(x, at)
  }
  response
    .writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'max-age=600' })
    .end(body)
}

/** 300 MB take most of a minute: LONG=1 asks for it. */
it.skipIf(!process.env['LONG'])(
  'keeps a page with 300 MB of pictures while page and worker hold little of them',
  async () => {
    const pictures = Array.from({ length: PICTURES }, (_, n) => `/${n}.jpg`)
    const sites = await serveFixtures({
      '/large': answer(
        'text/html',
        `<!doctype html><link rel="icon" href="data:,"><title>large</title>${pictures.map((path) => `<img src="${path}">`).join('')}`,
      ),
      ...Object.fromEntries(pictures.map((path) => [path, noise])),
    })
    const extension = await launchExtension({ mode: 'granted' })
    try {
      await closeWelcome(extension)
      const page = await extension.browser.newPage()
      await page.goto(`${sites.main.origin}/large`, { waitUntil: 'load', timeout: 100_000 })
      const tabId = await tabIdOf(extension, page)
      const ends = await Promise.all(
        [page.target(), await extension.worker()].map(async (target) =>
          watchHeap(await target.createCDPSession()),
        ),
      )
      await extension.send('keep-tab', { tabId, trigger: 'popup' })
      const row = await until(
        'all pictures',
        async () =>
          (await extension.rows('snapshots')).find((each) => each['status'] === 'complete'),
        200_000,
      )
      const [inPage = 0, inWorker = 0] = await Promise.all(ends.map((end) => end()))
      console.info(
        `heaps grew by ${Math.round(inPage / MB)} MB (page) and ${Math.round(inWorker / MB)} MB (worker)`,
      )
      expect([row['missing'], (row['resources'] as unknown[]).length]).toEqual([[], PICTURES])
      expect(Math.max(inPage, inWorker)).toBeLessThan(MOST)
    } finally {
      await extension.close()
      await sites.close()
    }
  },
  400_000,
)
