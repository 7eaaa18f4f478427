import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, sep } from 'node:path'
import { allRoutes, type Origins } from './routes.ts'

const ROOT = join(import.meta.dirname, '..')

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.xhtml': 'application/xhtml+xml',
  '.xml': 'application/xml',
  '.xsl': 'text/xsl',
  '.svg': 'image/svg+xml',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.csv': 'text/csv',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.bmp': 'image/bmp',
  '.ico': 'image/x-icon',
  '.cur': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.ogg': 'audio/ogg',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.vtt': 'text/vtt',
  '.pdf': 'application/pdf',
  '.mhtml': 'multipart/related',
}

const TEXT = /^text\/|xml|svg|json/

/** Serves the suite's files under two origins until it is told that nothing may ask any more. */
export interface FidelityServer extends Origins {
  /** From now on every request is refused and written down. */
  goOffline(): void
  /** Paths asked for since then, taken out by reading; a bare connection is '(connection)'. */
  takeTouches(): string[]
  close(): Promise<void>
}

export async function startServer(folder = ROOT): Promise<FidelityServer> {
  const routes = folder === ROOT ? allRoutes() : new Map()
  let online = true
  let touches: string[] = []
  const origins: Origins = { origin: '', other: '' }
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname)
    if (!online) {
      touches.push(path)
      request.socket.destroy()
      return
    }
    const route = routes.get(path)
    if (route) route(request, response, origins)
    else sendFile(folder, path, request, response, origins)
  })
  server.on('connection', () => {
    if (!online) touches.push('(connection)')
  })
  // No host: both loopback names lead here, whether the system takes them for IPv4 or IPv6.
  await new Promise<void>((resolve) => {
    server.listen(0, resolve)
  })
  const { port } = server.address() as AddressInfo
  Object.assign(origins, {
    origin: `http://127.0.0.1:${port}`,
    other: `http://localhost:${port}`,
  })
  return {
    ...origins,
    goOffline() {
      online = false
      server.closeAllConnections()
    },
    takeTouches() {
      const taken = touches
      touches = []
      return taken
    },
    close: () => close(server),
  }
}

function sendFile(
  folder: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  origins: Origins,
): void {
  const file = fileOf(folder, path)
  if (!file) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not here')
    return
  }
  const raw = readFileSync(file)
  const type = TYPES[extname(file)] ?? 'application/octet-stream'
  const body = TEXT.test(type) ? filled(raw, origins) : raw
  const headers = { 'content-type': withCharset(type, body), 'cache-control': 'max-age=600' }
  sendRange(request, response, body, { ...headers, ...ownHeaders(file) })
}

function fileOf(folder: string, path: string): string | undefined {
  const file = normalize(join(folder, path))
  if (!file.startsWith(folder + sep)) return undefined
  const candidates = path.endsWith('/') ? [join(file, 'index.html')] : [file]
  return candidates.find((each) => existsSync(each))
}

/** Bytes stay bytes: a page may be in any character set. */
function filled(body: Buffer, { origin, other }: Origins): Buffer {
  const text = body.toString('latin1')
  if (!text.includes('{{')) return body
  return Buffer.from(text.replaceAll('{{origin}}', origin).replaceAll('{{other}}', other), 'latin1')
}

/** What isn't UTF-8 has to say for itself what it is. */
function withCharset(type: string, body: Buffer): string {
  if (!type.startsWith('text/')) return type
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body)
    return `${type}; charset=utf-8`
  } catch {
    return type
  }
}

/** `NAME.headers.json` beside a file adds to or replaces its headers. */
function ownHeaders(file: string): Record<string, string> {
  const beside = `${file.slice(0, -extname(file).length)}.headers.json`
  return existsSync(beside) ? JSON.parse(readFileSync(beside, 'utf8')) : {}
}

/** Media that can't be asked for by range can't be sought in. */
function sendRange(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  headers: Record<string, string>,
): void {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
  if (!range) {
    response.writeHead(200, { 'accept-ranges': 'bytes', ...headers }).end(body)
    return
  }
  const start = Number(range[1])
  const end = Math.min(range[2] ? Number(range[2]) : body.length - 1, body.length - 1)
  const part = { 'content-range': `bytes ${start}-${end}/${body.length}`, 'accept-ranges': 'bytes' }
  response.writeHead(206, { ...headers, ...part }).end(body.subarray(start, end + 1))
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => {
    server.close(resolve)
  })
}
