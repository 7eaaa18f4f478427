import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.js': 'text/javascript; charset=utf-8',
}

/**
 * Serves a folder on a free loopback port.
 * @param {string} folder
 * @param {(path: string) => void} served is told the path, in the folder, of each file that was asked for
 * @param {Record<string, string>} headers sent with each file
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export function serveFolder(folder, served = () => {}, headers = {}) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const path = join(folder, normalize(decodeURIComponent(pathname)))
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!path.startsWith(folder) || !stat?.isFile()) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
      return
    }
    served(path.slice(folder.length))
    const type = TYPES[extname(path)] ?? 'application/octet-stream'
    response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=60', ...headers })
    createReadStream(path).pipe(response)
  })
  return listen(server)
}

/** Starts a server on loopback; `close` also ends connections that are kept alive. */
export function listen(server) {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        origin: `http://127.0.0.1:${server.address().port}`,
        close: () => {
          server.close()
          server.closeAllConnections()
        },
      })
    })
  })
}
