import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that must never hear from a replayed page; it counts connections as well as requests. */
export interface LeakServer {
  /** Address a leak named so would ask for. */
  url(name: string): string
  /** Paths asked for since the last `forget`. */
  requests: string[]
  connections: number
  forget(): void
  close(): Promise<void>
}

/** Chromium is started with this name mapped to loopback. */
const LEAK_HOST = 'leak.example'
export const LEAK_ARGS = [`--host-resolver-rules=MAP ${LEAK_HOST} 127.0.0.1`]

export async function startLeakServer(): Promise<LeakServer> {
  const server = createServer((request, response) => {
    leaks.requests.push(request.url ?? '')
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.end('')
  })
  server.on('connection', () => {
    leaks.connections++
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const leaks: LeakServer = {
    url: (name) => `http://${LEAK_HOST}:${port}/${name}`,
    requests: [],
    connections: 0,
    forget() {
      leaks.requests.length = 0
      leaks.connections = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return leaks
}
