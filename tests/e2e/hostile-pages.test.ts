import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Extension, launchExtension } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome } from '../support/keep.ts'
import { type HostileRow, keepHostile } from '../support/keep-hostile.ts'
import { answer, type Route } from '../support/site.ts'

const html = (body: string, head = '') =>
  answer('text/html; charset=utf-8', `<!doctype html><title>hostile</title>${head}<body>${body}`)

/** Everything a page script could lean on is broken or loops. */
const PATCHES = `<script>
const trap = () => { for (;;) {} }
const fail = () => { throw new Error('patched') }
for (const name of ['attachShadow', 'getAttribute', 'getAttributeNames', 'hasAttribute', 'matches', 'querySelectorAll', 'getBoundingClientRect', 'checkVisibility'])
  Element.prototype[name] = fail
for (const name of ['map', 'filter', 'flatMap', 'push', 'join', 'forEach', 'find', 'some']) Array.prototype[name] = trap
for (const name of ['get', 'set', 'has']) { Map.prototype[name] = trap; Set.prototype[name] = trap }
for (const name of ['firstChild', 'nextSibling', 'childNodes', 'nodeType', 'parentNode', 'textContent'])
  Object.defineProperty(Node.prototype, name, { get: fail })
for (const name of ['attributes', 'localName', 'shadowRoot', 'innerHTML', 'outerHTML'])
  Object.defineProperty(Element.prototype, name, { get: trap })
for (const name of ['title', 'URL', 'styleSheets', 'documentElement', 'fonts', 'adoptedStyleSheets', 'contentType'])
  Object.defineProperty(Document.prototype, name, { get: trap })
Object.defineProperty(CSSStyleSheet.prototype, 'cssRules', { get: trap })
Object.defineProperty(Object.prototype, 'then', { configurable: true, get: () => undefined, set: fail })
window.getComputedStyle = trap; window.fetch = trap; window.URL = trap; window.Blob = trap; window.Promise = trap
window.CSSStyleSheet = trap; window.setTimeout = trap; window.JSON = undefined; window.Symbol = undefined
crypto.getRandomValues = trap; performance.now = trap
document.body?.append('unreachable')
</script>`

const SHADOWS = `<script>
let host = document.body
for (let i = 0; i < 10000; i++) { const el = document.createElement('div'); document.body.append(el); el.attachShadow({ mode: i % 2 ? 'open' : 'closed' }).innerHTML = '<p>root ' + i + '</p>' }
</script>`
const DEEP_ROOTS = `<script>
let host = document.body.appendChild(document.createElement('div'))
for (let i = 0; i < 2000; i++) { const root = host.attachShadow({ mode: 'open' }); host = document.createElement('div'); root.append(host) }
host.append('innermost')
</script>`
const FRAMES = `<p>many frames</p><script>
for (let i = 0; i < 300; i++) { const el = document.createElement('iframe'); el.srcdoc = '<p>frame ' + i; el.style.cssText = 'width:20px;height:20px'; document.body.append(el) }
</script>`
const NESTED_FRAMES = `<p>level</p><script>
let doc = document
for (let i = 0; i < 200; i++) { const el = doc.createElement('iframe'); doc.body.append(el); doc = el.contentDocument; if (!doc) break; doc.body.append('level ' + i) }
</script>`

/** Each sheet imports two more down to a depth of eight: 500 sheets, 130 MB of CSS. */
const bomb: Route = (request, response) => {
  const depth = Number(new URL(request.url ?? '', 'http://x').searchParams.get('d') ?? 0)
  const next = ['a', 'b'].map(
    (side) => `@import url("/bomb.css?d=${depth + 1}&${side}=${Math.random()}");`,
  )
  response
    .writeHead(200, { 'content-type': 'text/css' })
    .end(`${depth < 8 ? next.join('') : ''}p{--x:"${'x'.repeat(1 << 18)}"}`)
}

const ROUTES: Record<string, Route> = {
  '/patched': html('<p id="words">still here</p>', PATCHES),
  '/shadows': html(SHADOWS),
  '/deep-roots': html(DEEP_ROOTS),
  '/frames': html(FRAMES),
  '/nested-frames': html(NESTED_FRAMES),
  '/liar': html('<p>liar</p><img src="/page.png"><link rel="stylesheet" href="/style.png">'),
  '/page.png': answer('image/png', '<!doctype html><script>alert(1)</script>'),
  '/style.png': answer('text/css', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 255, 254])),
  '/bombed': html(
    '<p>bombed</p>',
    '<style>@import "/bomb.css?d=0" layer(never) supports(display: nothing);p{color:green}</style><link rel="stylesheet" href="/slow-bomb.css" media="print">',
  ),
  '/slow-bomb.css': bomb,
  '/bomb.css': bomb,
  '/clobbered': html(
    '<form id="f"><input name="attributes"><input name="childNodes"><input name="nodeType"><input name="firstChild"></form><img name="documentElement"><img name="styleSheets"><img name="title"><p>clobbered</p>',
  ),
}

let sites: FixtureSites
let extension: Extension

beforeAll(async () => {
  sites = await serveFixtures(ROUTES)
  extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
})
afterAll(async () => {
  await extension.close()
  await sites.close()
})

const keep = (path: string): Promise<HostileRow> => keepHostile(extension, sites.main.origin + path)

it('keeps a page that patched every prototype', async () => {
  const kept = await keep('/patched')
  expect(kept.textLength).toBeGreaterThan('still here'.length - 1)
})

it('keeps 10,000 shadow roots side by side', async () => {
  expect((await keep('/shadows')).textLength).toBeGreaterThan(90_000)
})

it('keeps shadow roots 2,000 deep', async () => {
  expect((await keep('/deep-roots')).status).toBe('complete')
})

it('keeps 300 frames', async () => {
  expect((await keep('/frames')).frames).toHaveLength(301)
})

it('keeps frames nested as deep as the browser allows', async () => {
  expect((await keep('/nested-frames')).frames.length).toBeGreaterThan(10)
})

it('keeps what lies about its type without believing it', async () => {
  expect((await keep('/liar')).status).toBe('complete')
})

it('stops at style sheets that import ever more of their kind', async () => {
  const before = sites.main.requests.length
  const kept = await keep('/bombed')
  expect(kept.status).toBe('complete')
  expect(sites.main.requests.length - before).toBeLessThan(5000)
})

it('keeps a page whose form fields are named like the DOM', async () => {
  expect((await keep('/clobbered')).textLength).toBe('clobbered'.length)
})
