import type { ServerResponse } from 'node:http'
import type { Route } from './site.ts'

export const KINDS = [
  'ordinary',
  'slow',
  'script',
  'late-script',
  'alert',
  'confirm',
  'prompt',
  'before-unload',
  'audio',
  'consent',
  'redirect',
  'login',
  'missing',
  'error',
  'basic-auth',
  'download',
  'reset',
  'never',
] as const
export type Kind = (typeof KINDS)[number]

/** How late a slow page and the text of pages built by script are. */
const SLOW_MS = 2000
const LATE_MS = 1500

const FRESH = { 'cache-control': 'no-store' }

/** What the farm answers for /KIND/NUMBER and for what its pages load. */
export function farmAnswers(path: string): Route {
  const [, kind = '', number = ''] = path.split('/')
  const name = `${kind}-${number}`
  const route = OF_KIND[kind as Kind] ?? OF_PART[kind]
  return route ? route(name) : (_request, response) => send(response, 404, 'text/plain', 'nothing')
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...FRESH }).end(body)
}

type RouteOf = (name: string) => Route

/** A page with a style sheet and a picture, as pages have. */
const pageOf = (name: string, more = ''): string =>
  `<!doctype html><html lang="en"><title>${name}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/style/${name}.css"><h1>${name}</h1><p>Text of ${name}.</p>
<img src="/picture/${name}.svg" alt="" width="90" height="60">${more}`

const page =
  (more: string | ((name: string) => string) = '', status = 200): RouteOf =>
  (name) =>
  (_request, response) =>
    send(response, status, 'text/html', pageOf(name, typeof more === 'string' ? more : more(name)))

const bare =
  (status: number, text: string, headers: Record<string, string> = {}): RouteOf =>
  () =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...FRESH, ...headers })
    response.end(`<!doctype html><title>${text}</title><link rel="icon" href="data:,"><p>${text}.`)
  }

const late =
  (ms: number, route: RouteOf): RouteOf =>
  (name) =>
  (request, response) =>
    void setTimeout(() => route(name)(request, response), ms)

const redirect =
  (to: (name: string) => string): RouteOf =>
  (name) =>
  (_request, response) =>
    void response.writeHead(302, { location: to(name), ...FRESH }).end()

const DOWNLOAD: Route = (_request, response) =>
  void response
    .writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="a file.bin"',
      ...FRESH,
    })
    .end('a file')

const FETCH = (name: string, wait: number) => `<div id="late"></div><script>
setTimeout(async () => {
  late.innerHTML = await (await fetch('/text/${name}')).text()
}, ${wait})</script>`

const OF_KIND: Record<Kind, RouteOf> = {
  'ordinary': page(),
  'slow': late(SLOW_MS, page()),
  // Asked for at once, and come after the page was loaded.
  'script': page((name) => FETCH(name, 0)),
  // Asked for only after it was loaded, as many frameworks do.
  'late-script': page((name) => FETCH(name, 300)),
  'alert': page('<script>alert("Welcome")</script>'),
  'confirm': page('<script>document.title += confirm("Shall I?")</script>'),
  'prompt': page('<script>document.title += prompt("Who?", "me")</script>'),
  'before-unload': page(
    '<script>addEventListener("beforeunload", (event) => event.preventDefault())</script>',
  ),
  'audio': page('<audio src="/sound/tone.wav" autoplay loop controls></audio>'),
  'consent': page(
    `<div id="cookie-consent" role="dialog" aria-modal="true" style="position:fixed;inset:0;background:#fffd">
<p>We value your privacy. We and our 312 partners use cookies.</p><button>Accept all</button> <button>Reject</button></div>`,
  ),
  'redirect': redirect((name) => `/moved/${name.split('-').at(-1)}`),
  'login': redirect((name) => `/signin/${name}?return=${name}`),
  'missing': bare(404, 'Not here'),
  'error': bare(500, 'Out of order'),
  'basic-auth': bare(401, 'Who are you', { 'www-authenticate': 'Basic realm="farm"' }),
  'download': () => DOWNLOAD,
  'reset': () => (request) => void request.socket.destroy(),
  'never': () => () => undefined,
}

/** What pages load and lead to. */
const OF_PART: Record<string, RouteOf> = {
  moved: (name) => page()(name.replace('moved', 'redirect')),
  signin: () => (_request, response) =>
    send(
      response,
      200,
      'text/html',
      '<!doctype html><title>Sign in</title><link rel="icon" href="data:,"><h1>Sign in</h1><form><input name="user"><input type="password" name="word"><button>Go</button></form>',
    ),
  text: (name) => {
    const late = `<p>Late text of ${name.replace('text-', '')}.</p>`
    return (_request, response) =>
      void setTimeout(() => send(response, 200, 'text/html', late), LATE_MS)
  },
  style: () => (_request, response) => send(response, 200, 'text/css', 'h1 { color: #a33 }'),
  picture: () => (_request, response) =>
    send(
      response,
      200,
      'image/svg+xml',
      '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M0 60 45 5l45 55z" fill="#596"/></svg>',
    ),
  sound: () => (_request, response) =>
    void response
      .writeHead(200, { 'content-type': 'audio/wav', 'accept-ranges': 'none' })
      .end(TONE),
}

/** A second of a tone that can be heard. */
const TONE = (() => {
  const rate = 8000
  const body = Buffer.from(
    Array.from(
      { length: rate },
      (_, n) => 128 + Math.round(90 * Math.sin((n * 440 * 6.283) / rate)),
    ),
  )
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + body.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(body.length, 40)
  return Buffer.concat([head, body])
})()
