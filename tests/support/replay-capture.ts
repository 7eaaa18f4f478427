import type { Page } from 'puppeteer-core'
import type { PageHarness, PlainCapture } from './page-harness.ts'

/**
 * The captured document in one piece: what the page script brought along as data: addresses, what it
 * asked for by its live address. Enough to look at; the product's own replay is tested elsewhere.
 */
export function inlined(capture: PlainCapture, key = '0'): string {
  const seen = new Map<string, string>()
  const addressOf = (cid: string): string => {
    const known = seen.get(cid)
    if (known !== undefined) return known
    seen.set(cid, 'about:invalid')
    const address = bodyAddress(capture, cid, (text) => resolve(text, addressOf))
    seen.set(cid, address)
    return address
  }
  const html = capture.documents.find((each) => each.key === key)?.html ?? ''
  return resolve(html, addressOf)
}

function resolve(text: string, addressOf: (cid: string) => string): string {
  return text.replace(/cid:([\w.-]+)/g, (_, cid: string) => addressOf(cid))
}

function bodyAddress(
  capture: PlainCapture,
  cid: string,
  resolved: (text: string) => string,
): string {
  if (cid.startsWith('frame-')) return dataAddress('text/html', inlined(capture, cid.slice(6)))
  const own = capture.own.find((each) => each.cid === cid)
  if (!own) return capture.wanted.find((each) => each.cid === cid)?.url ?? 'about:invalid'
  if (own.kind !== 'style') return `data:${own.type};base64,${own.body.base64}`
  return dataAddress('text/css', resolved(Buffer.from(own.body.base64, 'base64').toString('utf8')))
}

function dataAddress(type: string, text: string): string {
  return `data:${type};charset=utf-8;base64,${Buffer.from(text).toString('base64')}`
}

/** Opens a capture the way the viewer does: in a frame that runs no script. */
export async function openReplay(h: PageHarness, capture: PlainCapture): Promise<Page> {
  h.routes.set('/replayed', inlined(capture))
  const viewport = `width:${capture.viewport.width}px;height:${capture.viewport.height}px`
  h.routes.set(
    '/replay',
    `<!doctype html><style>body{margin:0;overflow:hidden}iframe{border:0;display:block;${viewport}}</style>
    <iframe sandbox="allow-same-origin" src="/replayed?${Math.random()}"></iframe>`,
  )
  return h.open(`/replay?${Math.random()}`)
}
