import type { IncomingMessage } from 'node:http'
import type { Route } from '../run/routes.ts'
import { solidPicture } from './solid-picture.ts'

const queryOf = (request: IncomingMessage) => new URL(request.url ?? '/', 'http://x').searchParams

/** `?c=green&w=100&h=60&even=1` */
function pictureFor(request: IncomingMessage): Buffer {
  const query = queryOf(request)
  const [width, height] = [Number(query.get('w') ?? 100), Number(query.get('h') ?? 60)]
  return solidPicture(query.get('c') ?? 'green', width, height, query.has('even'))
}

/** A picture under other words than image/png and 200. */
const picture =
  (status = 200, headers: Record<string, string> = { 'content-type': 'image/png' }): Route =>
  (request, response) => {
    response.writeHead(status, { 'cache-control': 'max-age=600', ...headers })
    response.end(pictureFor(request))
  }

export const routes: Record<string, Route> = {
  '/pixels/solid.png': picture(),
  '/pixels/spacer.png': picture(),
  '/pixels/missing-but-there.png': picture(404),
  '/pixels/untyped': picture(200, {}),
  '/pixels/text.png': picture(200, { 'content-type': 'text/plain' }),
  '/pixels/nosniff.png': picture(200, {
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
  }),
  '/pixels/shared.png': picture(200, {
    'content-type': 'image/png',
    'access-control-allow-origin': '*',
  }),
  '/pixels/vary.png': picture(200, {
    'content-type': 'image/png',
    'access-control-allow-origin': '*',
    vary: 'Origin, Accept, Cookie',
  }),
  '/pixels/moved.png': (request, response) => {
    response.writeHead(302, { location: `/pixels/solid.png?${queryOf(request)}` }).end()
  },
  '/pixels/html.png': (_request, response) => {
    response.writeHead(200, { 'content-type': 'image/png' }).end('<p>not a picture</p>')
  },
  '/pixels/gone.png': (_request, response) => {
    response.writeHead(404, { 'content-type': 'text/html' }).end('<p>gone</p>')
  },
  '/pixels/hot.png': (request, response) => {
    // As hot-link protection does: only with this site's own pages as Referer.
    const allowed = (request.headers.referer ?? '').startsWith(`http://127.0.0.1:`)
    const headers = { 'content-type': 'image/png', 'cache-control': 'no-store' }
    if (allowed) response.writeHead(200, headers).end(pictureFor(request))
    else response.writeHead(403, { 'content-type': 'text/plain' }).end('no')
  },
  '/pixels/cold.png': (request, response) => {
    // The other way round, as sites that serve readers of no known page do.
    const headers = { 'content-type': 'image/png', 'cache-control': 'no-store' }
    if (request.headers.referer) response.writeHead(403).end('no')
    else response.writeHead(200, headers).end(pictureFor(request))
  },
  '/pixels/cookie.png': (request, response) => {
    const allowed = /(?:^|; )pixels=yes/.test(request.headers.cookie ?? '')
    response.writeHead(allowed ? 200 : 403, {
      'content-type': 'image/png',
      'cache-control': 'no-store',
    })
    response.end(allowed ? pictureFor(request) : '')
  },
}
