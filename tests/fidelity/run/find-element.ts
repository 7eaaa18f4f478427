import type { CDPSession, ElementHandle, Frame, JSHandle, Page } from 'puppeteer-core'

/** A document or shadow root, as a handle. */
type Root = JSHandle<Document | ShadowRoot>

/** What an address into frames and shadow roots leads to. */
export interface Found {
  root: Root
  /** The last part: a plain selector. */
  selector: string
}

/** This browser gives no way into a closed root from outside: only the pixels can tell. */
export class Unreachable extends Error {}

const PARTS = /\s*(>>frame>>|>>>)\s*/

/**
 * Follows `a >>> b >>frame>> c`: into shadow roots, closed ones too, and into frames of any origin.
 * @param start the document the first selector is asked of
 */
export async function findRoot(start: Root, address: string): Promise<Found> {
  const parts = address.split(PARTS)
  let root = start
  for (let at = 0; at + 2 < parts.length; at += 2) {
    const selector = parts[at] ?? ''
    const host = await first(root, selector)
    if (!host) throw new Error(`no ${selector}`)
    const inner = parts[at + 1] === '>>>' ? await shadowOf(host) : await documentOf(host)
    if (!inner) throw new Error(`nothing inside ${selector}`)
    root = inner
  }
  return { root, selector: parts.at(-1) ?? '' }
}

export async function first(root: Root, selector: string): Promise<ElementHandle | null> {
  const found = await root.evaluateHandle((node, css) => node.querySelector(css), selector)
  return found.asElement() as ElementHandle | null
}

async function documentOf(host: ElementHandle): Promise<Root | null> {
  const inside = await host.evaluateHandle(
    (element) => (element as HTMLIFrameElement).contentDocument,
  )
  if (inside.asElement()) return inside as Root
  const frame = await host.contentFrame()
  return (await frame?.evaluateHandle(() => document)) ?? null
}

async function shadowOf(host: ElementHandle): Promise<Root | null> {
  const open = await host.evaluateHandle(openOrClosed)
  if (open.asElement()) return open as unknown as Root
  return closedByProtocol(host)
}

/** Pages of extensions may look into closed roots. */
function openOrClosed(element: Element): ShadowRoot | null {
  type Privileged = Element & { openOrClosedShadowRoot?: ShadowRoot | null }
  const dom = (globalThis as { chrome?: { dom?: Dom } }).chrome?.dom
  return (
    element.shadowRoot ??
    (element as Privileged).openOrClosedShadowRoot ??
    dom?.openOrClosedShadowRoot?.(element as HTMLElement) ??
    null
  )
}

interface Dom {
  openOrClosedShadowRoot?(element: HTMLElement): ShadowRoot | null
}

/** puppeteer knows these, but its types do not. */
interface Inner {
  client?: CDPSession
  mainRealm(): { adoptBackendNode(id: number): Promise<JSHandle> }
}

async function closedByProtocol(host: ElementHandle): Promise<Root | null> {
  const frame = (host as unknown as { frame: Frame }).frame
  const { client } = frame as unknown as Inner
  if (!client) throw new Unreachable()
  const { objectId } = host.remoteObject()
  if (!objectId) return null
  const { node } = await client.send('DOM.describeNode', { objectId, depth: 1, pierce: true })
  const root = node.shadowRoots?.find((each) => each.shadowRootType !== 'user-agent')
  if (!root) return null
  const realm = (frame as unknown as Inner).mainRealm()
  return (await realm.adoptBackendNode(root.backendNodeId)) as Root
}

/** The kept document in the viewer, or the page's own. */
export async function documentIn(page: Page, frame?: string): Promise<Root> {
  if (!frame) return page.evaluateHandle(() => document)
  return (await page.evaluateHandle(
    (css) => (document.querySelector(css) as HTMLIFrameElement).contentDocument,
    frame,
  )) as Root
}
