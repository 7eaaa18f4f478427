import { createServer } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { listen } from '../../scripts/lib/serve-folder.mjs'
import { png } from './png.mjs'
import { randomFrom } from './random.mjs'

/** What a page waits for: its document, then all its parts at once. */
export const DOCUMENT_MS = 200
export const PART_MS = 150
const PICTURES = 6
const PARAGRAPHS = 40

const WORDS = 'page keep link garden river paper letter archive 页面 保存 链接 时间'.split(' ')

/** Numbers of pages that were asked for make other bytes, so that no run profits from an earlier one. */
function partOf(path) {
  const [, number, name = ''] = path.split('/')
  const random = randomFrom(Number(number) * 977 + name.length)
  if (name === '') return { type: 'text/html; charset=utf-8', body: htmlOf(number, random) }
  if (name.endsWith('.css')) return { type: 'text/css', body: 'p { color: #345; margin: 1em }' }
  return { type: 'image/png', body: png(60, random) }
}

function htmlOf(number, random) {
  const words = () =>
    Array.from({ length: 30 }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ')
  const pictures = Array.from({ length: PICTURES }, (_, n) => `<img src="${n}.png" alt="">`)
  const text = Array.from({ length: PARAGRAPHS }, () => `<p>${words()}</p>`)
  return `<!doctype html><title>Page ${number}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="page.css"><h1>Page ${number}</h1>${pictures.join('')}${text.join('')}`
}

/** A server whose pages take a known time; each has a host of its own. */
export async function serveSlowly() {
  const server = await listen(
    createServer(async (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://x')
      const { type, body } = partOf(pathname)
      await wait(pathname.endsWith('/') ? DOCUMENT_MS : PART_MS)
      response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=600' }).end(body)
    }),
  )
  const { port } = new URL(server.origin)
  let last = 0
  return {
    close: server.close,
    /** Addresses nobody has opened yet. */
    next: (count) =>
      Array.from({ length: count }, () => {
        last += 1
        return `http://host-${last}.localhost:${port}/${last}/`
      }),
  }
}
