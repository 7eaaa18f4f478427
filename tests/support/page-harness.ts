import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer-core'
import { build } from 'vite'
import type { FrameCapture } from '../../utils/model/frame-capture.ts'
import type { TestOptions } from './page-entry.ts'

/** A message the page script sent, its bodies read as text. */
export interface Recorded {
  name: string
  data: Record<string, unknown>
}

/** A capture as it comes out of the page: bodies as base64. */
export type PlainCapture = Omit<FrameCapture, 'own'> & {
  own: { cid: string; url: string; kind: string; type: string; body: { base64: string } }[]
}

/** A page read while it changed, and afterwards. */
export interface Amid {
  amid: PlainCapture
  after: PlainCapture
  pauses: number
}

export interface PageHarness {
  browser: Browser
  /** Address of the loopback server. */
  origin: string
  /** The same server under another origin. */
  otherOrigin: string
  /** Answers for paths; a string is an HTML page. */
  routes: Map<string, Route>
  /** Paths asked for, in order. */
  requests: string[]
  open: (path: string) => Promise<Page>
  /** Runs the page script in the main frame's isolated world. */
  capture: (page: Page, options?: TestOptions) => Promise<PlainCapture>
  /** Runs it on a page that changes at every pause, and again when it is quiet. */
  captureAmid: (page: Page, change: string, options?: TestOptions) => Promise<Amid>
  /** Sizes of bodies it fetches in the page, or why it has none. */
  fetchBodies: (page: Page, paths: string[], limit: number) => Promise<(number | string)[]>
  /** Runs it and answers its messages with `answers` by name; resolves with all that was sent. */
  run: (page: Page, answers?: Record<string, unknown>) => Promise<Recorded[]>
  close: () => Promise<void>
}

export type Route = string | ((req: IncomingMessage, res: ServerResponse) => void)

const BROWSER = process.env['LINKSHOT_CHROMIUM'] ?? '/usr/bin/chromium'
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts a browser and a server, and makes the page script ready to be put into pages. */
export async function startHarness(): Promise<PageHarness> {
  const routes = new Map<string, Route>()
  const requests: string[] = []
  const server = await listen(routes, requests)
  const { port } = server.address() as AddressInfo
  const [script, browser] = await Promise.all([
    bundle(),
    puppeteer.launch({ executablePath: BROWSER, headless: true, pipe: true, args: FLAGS }),
  ])
  const origin = `http://127.0.0.1:${port}`
  const run = (page: Page, answers: Record<string, unknown> = {}) => runIn(page, script, answers)
  return {
    browser,
    origin,
    otherOrigin: `http://localhost:${port}`,
    routes,
    requests,
    open: (path) => open(browser, origin + path),
    run,
    capture: (page, options) =>
      evaluateIn<PlainCapture>(page, script, `captureForTest(${JSON.stringify(options)})`),
    fetchBodies: (page, paths, limit) =>
      evaluateIn(page, script, `fetchForTest(${JSON.stringify(paths)}, ${limit})`),
    captureAmid: (page, change, options) =>
      evaluateIn<Amid>(
        page,
        script,
        `captureAmid(${JSON.stringify(change)}, ${JSON.stringify(options)})`,
      ),
    close: async () => {
      await browser.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

async function open(browser: Browser, url: string): Promise<Page> {
  // A context of its own, so that no test sees what another one left in the cache.
  const page = await (await browser.createBrowserContext()).newPage()
  await page.goto(url)
  return page
}

function listen(routes: Map<string, Route>, requests: string[]): Promise<Server> {
  const server = createServer((req, res) => {
    const path = req.url ?? '/'
    requests.push(path)
    const route = routes.get(path) ?? routes.get(path.split('?')[0] ?? path)
    if (typeof route === 'function') return route(req, res)
    res.statusCode = route === undefined ? 404 : 200
    res.setHeader('content-type', 'text/html; charset=utf-8')
    return res.end(route ?? '')
  })
  return new Promise((resolve) => {
    server.listen(0, () => resolve(server))
  })
}

/** A route that serves a body of some type from the browser's cache. */
export function file(
  type: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): Route {
  return (_, res) => {
    res.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=600', ...headers })
    res.end(body)
  }
}

/** The page script as one classic script that leaves its functions in `linkshot`. */
export async function bundle(): Promise<string> {
  const entry = new URL('./page-entry.ts', import.meta.url).pathname
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'linkshot', fileName: 'page' },
    },
  })
  const [output] = Array.isArray(result) ? result : [result]
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (!chunk) throw new Error('the page script was not built')
  return chunk.code
}

interface World {
  session: CDPSession
  evaluate: (expression: string) => Promise<unknown>
}

/** A world of its own in the main frame, as scripts of extensions have it. */
async function isolatedWorld(page: Page): Promise<World> {
  const session = await page.createCDPSession()
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'linkshot',
    grantUniveralAccess: false,
  })
  const evaluate = async (expression: string) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'page error')
    return result.value
  }
  return { session, evaluate }
}

async function evaluateIn<T>(page: Page, script: string, call: string): Promise<T> {
  const world = await isolatedWorld(page)
  try {
    await world.evaluate(script)
    return (await world.evaluate(`linkshot.${call}`)) as T
  } finally {
    await world.session.detach()
  }
}

async function runIn(
  page: Page,
  script: string,
  answers: Record<string, unknown>,
): Promise<Recorded[]> {
  const world = await isolatedWorld(page)
  try {
    await world.evaluate(script)
    return (await world.evaluate(`linkshot.runForTest(${JSON.stringify(answers)})`)) as Recorded[]
  } finally {
    await world.session.detach()
  }
}

/** Text of a body the capture brought along. */
export function ownText(capture: PlainCapture, cid: string): string {
  const body = capture.own.find((each) => each.cid === cid)?.body
  return Buffer.from(body?.base64 ?? '', 'base64').toString('utf8')
}

/** What the page script makes of a page with this markup. */
export async function captureHtml(h: PageHarness, html: string): Promise<PlainCapture> {
  h.routes.set('/', html)
  const page = await h.open('/')
  try {
    return await h.capture(page)
  } finally {
    await page.close()
  }
}
