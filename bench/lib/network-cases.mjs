import { createServer } from 'node:http'
import { listen } from '../../scripts/lib/serve-folder.mjs'
import { png } from './png.mjs'
import { randomFrom } from './random.mjs'

/** How a picture is answered, and how often keeping the page may ask for it once more. */
export const CASES = [
  { name: 'same origin, cacheable', most: 0, headers: { 'cache-control': 'max-age=600' } },
  {
    name: 'other origin, cacheable, for everybody (ACAO: *)',
    other: true,
    most: 0,
    headers: { 'cache-control': 'max-age=600', 'access-control-allow-origin': '*' },
  },
  { name: 'same origin, no-store', most: 1, headers: { 'cache-control': 'no-store' } },
  {
    name: 'other origin, Vary: Origin',
    other: true,
    most: 1,
    headers: { 'cache-control': 'max-age=600', 'vary': 'Origin' },
    echo: true,
  },
  {
    name: 'other origin, cacheable, for nobody (no CORS)',
    other: true,
    most: 0,
    headers: { 'cache-control': 'max-age=600' },
  },
  {
    name: 'other origin, no CORS, no-store',
    other: true,
    most: 0,
    headers: { 'cache-control': 'no-store' },
  },
]

/** A page with one picture for each case, under two origins, that counts what it is asked for. */
export async function serveCases() {
  const counts = CASES.map(() => 0)
  const random = randomFrom(1)
  const body = CASES.map(() => png(60, random))
  const server = createServer((request, response) => {
    const at = Number(/^\/case-(\d)\.png/.exec(request.url ?? '')?.[1] ?? -1)
    const found = CASES[at]
    if (found) {
      counts[at]++
      const { origin } = request.headers
      const allowed = found.echo && origin ? { 'access-control-allow-origin': origin } : {}
      response.writeHead(200, { 'content-type': 'image/png', ...found.headers, ...allowed })
      response.end(body[at])
      return
    }
    const { port } = server.address()
    const pictures = CASES.map(
      ({ other }, n) => `<img src="${other ? `http://localhost:${port}` : ''}/case-${n}.png">`,
    )
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(
      `<!doctype html><link rel="icon" href="data:,"><title>cases</title>${pictures.join('')}`,
    )
  })
  const { origin, close } = await listen(server)
  return { origin, close, takeCounts: () => counts.splice(0, counts.length, ...CASES.map(() => 0)) }
}
