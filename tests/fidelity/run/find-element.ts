import type { CDPSession, ElementHandle, Frame, JSHandle, Page } from 'puppeteer-core'

/** A node in a box: Firefox hands out no node of another window, but any object that holds one. */
export type Boxed<T extends Node> = JSHandle<{ node: T }>

/** A document or shadow root. */
export type Root = Boxed<Document | ShadowRoot>

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
    const host = await find(root, selector)
    const inner = parts[at + 1] === '>>>' ? await shadowOf(host) : await documentOf(host)
    if (!inner) throw new Error(`nothing inside ${selector}`)
    root = inner
  }
  return { root, selector: parts.at(-1) ?? '' }
}

/** The first element a selector finds, as something to click on. */
export async function findElement(start: Root, address: string): Promise<ElementHandle> {
  const { root, selector } = await findRoot(start, address)
  return unboxed(await find(root, selector))
}

async function find(root: Root, selector: string): Promise<Boxed<Element>> {
  const found = await root.evaluateHandle(
    ({ node }, css) => ({ node: node.querySelector(css) }),
    selector,
  )
  return filled(found, `no ${selector}`)
}

/** @throws with `otherwise` where there is nothing in the box */
async function filled<T extends Node>(
  box: JSHandle<{ node: T | null }>,
  otherwise: string,
): Promise<Boxed<T>> {
  if (await box.evaluate(({ node }) => node !== null)) return box as Boxed<T>
  throw new Error(otherwise)
}

async function unboxed(box: Boxed<Element>): Promise<ElementHandle> {
  const element = (await box.evaluateHandle(({ node }) => node)).asElement()
  if (!element) throw new Error('not an element of this window')
  return element as ElementHandle
}

async function documentOf(host: Boxed<Element>): Promise<Root | null> {
  const inside = await host.evaluateHandle(({ node }) => ({
    node: (node as HTMLIFrameElement).contentDocument,
  }))
  if (await inside.evaluate(({ node }) => node !== null)) return inside as Root
  const frame = await (await unboxed(host)).contentFrame()
  return frame ? frame.evaluateHandle(() => ({ node: document })) : null
}

async function shadowOf(host: Boxed<Element>): Promise<Root | null> {
  const open = await host.evaluateHandle(openOrClosed)
  if (await open.evaluate(({ node }) => node !== null)) return open as Root
  return closedByProtocol(await unboxed(host))
}

/** Pages of extensions may look into closed roots. */
function openOrClosed({ node }: { node: Element }): { node: ShadowRoot | null } {
  type Privileged = Element & { openOrClosedShadowRoot?: ShadowRoot | null }
  interface Dom {
    openOrClosedShadowRoot?(element: Element): ShadowRoot | null
  }
  const dom = (globalThis as { chrome?: { dom?: Dom } }).chrome?.dom
  const closed = (node as Privileged).openOrClosedShadowRoot
  return { node: node.shadowRoot ?? closed ?? dom?.openOrClosedShadowRoot?.(node) ?? null }
}

/** puppeteer knows these, but its types do not. */
interface Inner {
  client: CDPSession
  mainRealm(): { adoptBackendNode(id: number): Promise<JSHandle<ShadowRoot>> }
}

async function closedByProtocol(host: ElementHandle): Promise<Root | null> {
  const frame = (host as unknown as { frame: Frame }).frame as unknown as Inner
  const id = await closedRootOf(frame, host).catch(() => {
    throw new Unreachable()
  })
  if (id === undefined) return null
  const root = await frame.mainRealm().adoptBackendNode(id)
  return root.evaluateHandle((node) => ({ node }))
}

async function closedRootOf({ client }: Inner, host: ElementHandle): Promise<number | undefined> {
  const objectId = host.remoteObject().objectId ?? ''
  const { node } = await client.send('DOM.describeNode', { objectId, depth: 1, pierce: true })
  const roots = node.shadowRoots ?? []
  return roots.find((each) => each.shadowRootType !== 'user-agent')?.backendNodeId
}

/** The kept document in the viewer, or the page's own. */
export function documentIn(page: Page, frame?: string): Promise<Root> {
  if (!frame) return page.evaluateHandle(() => ({ node: document }))
  return page.evaluateHandle((css) => {
    const inside = (document.querySelector(css) as HTMLIFrameElement).contentDocument
    if (!inside) throw new Error('the kept page can not be reached')
    return { node: inside }
  }, frame)
}
