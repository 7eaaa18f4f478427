import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { farmAnswers, type Kind } from './link-farm-pages.ts'

/** What is to become of a link. */
export interface Outcome {
  /** Kinds of notices of a kept page, in the order of their names; undefined where none may be kept. */
  notices?: string[]
  /** Why its page could not be kept. */
  reason?: string
  /** What the text of the kept page has to hold. */
  text?: string
}

export interface FarmLink {
  url: string
  kind: Kind
  outcome: Outcome
}

/** Many hosts of one loopback server, with pages of all the kinds that a list of links has. */
export interface LinkFarm {
  links(count: number, options?: { withDead?: boolean }): FarmLink[]
  /** Pages that nothing is wrong with. */
  ordinary(count: number): string[]
  /** The first page of a host, for somebody who reads while links are kept. */
  reading: string
  /** How often each path with its host was asked for. */
  asked: Map<string, number>
  close(): Promise<void>
}

const HOSTS = 12

/** One of each twenty links, in this order. */
const SLOTS: Kind[] = [
  'ordinary',
  'script',
  'slow',
  'alert',
  'ordinary',
  'redirect',
  'error',
  'download',
  'late-script',
  'login',
  'ordinary',
  'missing',
  'audio',
  'reset',
  'consent',
  'confirm',
  'basic-auth',
  'before-unload',
  'ordinary',
  'prompt',
]

/** Dead sites are few, since each is waited for to the end, and tried again. */
const DEAD_EVERY = 100
const DEAD_AT = 10

const kindAt = (index: number, withDead: boolean): Kind =>
  withDead && index % DEAD_EVERY === DEAD_AT ? 'never' : (SLOTS[index % SLOTS.length] ?? 'ordinary')

const OUTCOMES: Record<Kind, (name: string) => Outcome> = {
  'ordinary': (name) => ({ notices: [], text: `Text of ${name}` }),
  'slow': (name) => ({ notices: [], text: `Text of ${name}` }),
  'script': (name) => ({ notices: [], text: `Late text of ${name}` }),
  'late-script': (name) => ({ notices: [], text: `Late text of ${name}` }),
  'alert': (name) => ({ notices: [], text: `Text of ${name}` }),
  'confirm': (name) => ({ notices: [], text: `Text of ${name}` }),
  'prompt': (name) => ({ notices: [], text: `Text of ${name}` }),
  'before-unload': (name) => ({ notices: [], text: `Text of ${name}` }),
  'audio': (name) => ({ notices: [], text: `Text of ${name}` }),
  'consent': (name) => ({ notices: ['consent-wall'], text: `Text of ${name}` }),
  'redirect': (name) => ({ notices: ['redirected'], text: `Text of ${name}` }),
  'login': () => ({ notices: ['login-page', 'redirected'], text: 'Sign in' }),
  'missing': () => ({ notices: ['http-status'], text: 'Not here' }),
  'error': () => ({ notices: ['http-status'], text: 'Out of order' }),
  'basic-auth': () => ({ reason: 'asks-password' }),
  'download': () => ({ reason: 'is-download' }),
  'reset': () => ({ reason: 'not-answering' }),
  'never': () => ({ reason: 'not-answering' }),
}

export async function openFarm(): Promise<LinkFarm> {
  const asked = new Map<string, number>()
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const { host = '' } = request.headers
    const { pathname } = new URL(request.url ?? '/', `http://${host}`)
    const key = `${host}${pathname}`
    asked.set(key, (asked.get(key) ?? 0) + 1)
    farmAnswers(pathname)(request, response)
  })
  // No host: *.localhost leads here, whether the browser takes it for IPv4 or IPv6.
  await new Promise<void>((resolve) => {
    server.listen(0, resolve)
  })
  const { port } = server.address() as AddressInfo
  const at = (index: number, path: string) =>
    `http://site-${index % HOSTS}.localhost:${port}/${path}`
  const link = (index: number, withDead: boolean): FarmLink => {
    const kind = kindAt(index, withDead)
    const name = `${kind}-${index}`
    return { url: at(index, `${kind}/${index}`), kind, outcome: OUTCOMES[kind](name) }
  }
  return {
    links: (count, { withDead = false } = {}) =>
      Array.from({ length: count }, (_, index) => link(index, withDead)),
    ordinary: (count) =>
      Array.from({ length: count }, (_, index) => at(index, `ordinary/${index}`)),
    reading: `http://reading.localhost:${port}/ordinary/reading`,
    asked,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}
