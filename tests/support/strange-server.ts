import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface StrangeServer {
  url: string
  /** Paths that were asked for. */
  asked: string[]
  /** Headers of the last request. */
  last: () => IncomingMessage['headers']
  close: () => void
}

/** A server on loopback that answers as a test wants: in no way that could be right. */
export async function startStrangeServer(
  answer: (response: ServerResponse, request: IncomingMessage) => void,
): Promise<StrangeServer> {
  const asked: string[] = []
  let headers: IncomingMessage['headers'] = {}
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    headers = request.headers
    request.resume()
    answer(response, request)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    last: () => headers,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
