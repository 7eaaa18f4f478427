import { captureFrame } from './capture-frame.ts'
import { deliverBodies } from './deliver.ts'
import { frameKey, isReadByParent } from './frame-key.ts'
import { type Loaded, leftToMhtml } from './left-to-mhtml.ts'
import type { PageHost } from './page-context.ts'
import { createSend } from './send.ts'

/** What the script tells whoever ran it. */
export interface PageScriptResult {
  key: string
  url: string
  /** The parent's script reads this document. */
  skipped?: true
}

/**
 * Reads this frame and hands it over. Resolves as soon as the capture was sent, since its answer comes
 * only after all frames were heard; fetching what the snapshot needs goes on after that.
 */
export async function runPageScript(
  view: Window & typeof globalThis,
  host: PageHost,
): Promise<PageScriptResult> {
  const { key = frameKey(view), most = {} } = host.options ?? {}
  const url = view.location.href
  if (!host.readSelection && isReadByParent(view)) return { key, url, skipped: true }
  const read = await captureFrame(view, key, runName(), host)
  const left = host.mhtml ? leftToMhtml(read, view.origin, loadedIn(view)) : []
  const capture = left.length > 0 ? { ...read, mhtml: left } : read
  const send = createSend(host.sendMessage)
  // A snapshot that was given up answers with a failure: then there is nothing more to do here.
  const stored = send('page-frame', { capture })
  const page = { fetch: host.fetch, origin: view.origin, most, mhtml: host.mhtml, left }
  deliverBodies(capture, key, stored, send, page).catch(() => undefined)
  return { key, url }
}

const loadedIn = (view: Window): Loaded[] =>
  view.performance.getEntriesByType('resource') as PerformanceResourceTiming[]

/** `crypto.randomUUID` is missing on pages without TLS. */
function runName(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(36)).join('-')
}
