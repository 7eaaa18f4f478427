import { Agent, request as ask, createServer } from 'node:http'
import { gzipSync } from 'node:zlib'

/**
 * Stands before a server and counts what goes through: requests by path, and bytes with their headers.
 * @param {string} target
 */
export async function countRequests(target) {
  const agent = new Agent({ keepAlive: true })
  let seen = []
  const server = createServer((request, response) => {
    const one = { path: request.url.split('?')[0], at: performance.now(), parts: [], head: 0 }
    if (request.method !== 'OPTIONS') seen.push(one)
    one.head += headOf(request)
    const { method, headers } = request
    const on = ask(new URL(request.url, target), { method, headers, agent }, (answer) => {
      one.head += headOf(answer)
      response.writeHead(answer.statusCode, answer.rawHeaders)
      answer.on('data', (part) => one.parts.push(part))
      answer.on('end', () => {
        one.end = performance.now()
      })
      answer.pipe(response)
    })
    on.on('error', () => response.destroy())
    request.on('data', (part) => one.parts.push(part))
    request.pipe(on)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Requests since it was last asked, to paths that begin so. */
    take(prefix) {
      const found = seen.filter(({ path }) => path.startsWith(prefix))
      seen = []
      return found
    },
    /** When the last answer of a path was given. */
    lastEnd: (prefix) => seen.findLast(({ path, end }) => end && path.startsWith(prefix))?.end,
    close() {
      server.closeAllConnections()
      agent.destroy()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

const headOf = ({ rawHeaders }) => rawHeaders.join('').length + 2 * rawHeaders.length

/** Bytes of requests as they are, and where bodies are packed, as hosted projects do with answers. */
export function bytesOf(requests) {
  const sum = (sizes) => sizes.reduce((total, each) => total + each, 0)
  return {
    bytes: sum(requests.map(({ head, parts }) => head + sum(parts.map((part) => part.length)))),
    packed: sum(requests.map(({ head, parts }) => head + gzipSync(Buffer.concat(parts)).length)),
  }
}
