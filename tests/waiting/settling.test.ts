import { afterAll, beforeAll, expect, it } from 'vitest'
import { addLink } from '../support/add-link.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { answer, type Route, type Site, serve } from '../support/site.ts'

const LONG = 'A page that has text enough to be taken for a whole one. '.repeat(10)
const page = (body: string): Route => answer('text/html', `<!doctype html><title>x</title>${body}`)
const slowly: Route = (_request, response) =>
  void setTimeout(() => response.writeHead(200).end('came late'), 2500)

const ROUTES: Record<string, Route> = {
  '/slow-data': slowly,
  '/hop': page(`${LONG}<script>setTimeout(() => location.replace('/fetched'), 300)</script>`),
  '/plain': page(`<p>came late</p>${LONG}`),
  '/fetched': page(
    `<main></main><script>fetch('/slow-data').then((r) => r.text()).then((text) => {
      document.querySelector('main').innerHTML = '<p>' + text
    })</script>`,
  ),
  '/timers': page(
    `<main></main><script>let left = 8; const step = () => {
      if (--left > 0) setTimeout(step, 100)
      else document.querySelector('main').innerHTML = '<p>came late'
    }; setTimeout(step, 1000)</script>`,
  ),
  '/skeleton': page(
    `<p>${LONG}</p><main><div class="card-skeleton">…</div></main><script>setTimeout(() => {
      document.querySelector('main').innerHTML = '<p>came late'
    }, 2800)</script>`,
  ),
  '/clock': page(
    `<p>${LONG}</p><b></b><p>came late</p><script>let n = 0; setInterval(() => {
      document.querySelector('b').textContent = ++n
    }, 100)</script>`,
  ),
}

let site: Site
let extension: Extension

beforeAll(async () => {
  site = await serve('/nowhere', ROUTES)
  extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
  await extension.send('set-setting', { key: 'hostPause', value: 0 })
})
afterAll(async () => {
  await extension.close()
  await site.close()
})

it.each(['/plain', '/fetched', '/timers', '/skeleton', '/clock', '/hop'])(
  '%s is whole when it is kept',
  async (path) => {
    const linkId = await addLink(extension, `${site.origin}${path}`)
    const snapshot = await until('the page to be kept', async () =>
      (await extension.rows('snapshots')).find((row) => row['linkId'] === linkId),
    )
    expect(await textOf(snapshot['text'] as string)).toContain('came late')
  },
)

async function textOf(hash: string): Promise<string> {
  return (await extension.helper()).evaluate(readText, hash)
}

/** Runs in a page of ours. */
function readText(hash: string): Promise<string> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('linkshot')
    opening.onsuccess = () => {
      const reading = opening.result.transaction('texts').objectStore('texts').get(hash)
      reading.onsuccess = () => {
        opening.result.close()
        const { body } = reading.result as { body: ArrayBuffer }
        const unpacked = new Blob([body]).stream().pipeThrough(new DecompressionStream('gzip'))
        resolve(new Response(unpacked).text())
      }
    }
  })
}
