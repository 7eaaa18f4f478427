import { createServer } from 'node:http'
import { listen } from '../../scripts/lib/serve-folder.mjs'

/**
 * Serves generated pages at /KEY/FILE.
 * @param {Map<string, Map<string, { type: string, body: Buffer }>>} pages
 */
export function servePages(pages) {
  return listen(
    createServer((request, response) => {
      const [, key = '', name] = (request.url ?? '').split('/')
      const part = pages.get(key)?.get(name || 'index.html')
      if (!part) {
        response.writeHead(404).end()
        return
      }
      response.writeHead(200, { 'content-type': part.type, 'cache-control': 'max-age=600' })
      response.end(part.body)
    }),
  )
}
