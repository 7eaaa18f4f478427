import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

export type Route = (request: IncomingMessage, response: ServerResponse) => void

/** A loopback web server that counts what reaches it. */
export interface Site {
  origin: string
  port: number
  /** Paths asked for, in order. */
  requests: string[]
  /** TCP connections opened. */
  connections: () => number
  close(): Promise<void>
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/**
 * Serves a folder's files and `routes` (which go first) on a free port.
 * @param host loopback name the origin uses; 'localhost' and '127.0.0.1' are two sites
 */
export async function serve(
  folder: string,
  routes: Record<string, Route> = {},
  host: '127.0.0.1' | 'localhost' = '127.0.0.1',
): Promise<Site> {
  const requests: string[] = []
  let connections = 0
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    requests.push(path)
    const route = routes[path]
    if (route) route(request, response)
    else void sendFile(join(folder, path), response)
  })
  server.on('connection', () => {
    connections++
  })
  await new Promise<void>((resolve) => {
    server.listen(0, host, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://${host}:${port}`,
    port,
    requests,
    connections: () => connections,
    close: () => close(server),
  }
}

async function sendFile(file: string, response: ServerResponse): Promise<void> {
  try {
    const body = await readFile(file)
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'cache-control': 'max-age=600',
    })
    response.end(body)
  } catch {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not here')
  }
}

/** Answers with a body. */
export const answer =
  (type: string, body: string | Buffer, headers: Record<string, string> = {}): Route =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': type, ...headers }).end(body)
  }

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => {
    server.close(resolve)
  })
}
