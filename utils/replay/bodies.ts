import type { Resource } from '../model/snapshot.ts'
import { cidIn, NOTHING, safeSource } from './addresses.ts'
import { cleanSvg } from './clean-svg.ts'
import type { Medium } from './medium.ts'
import { rewriteCss } from './rewrite-css.ts'
import { rewriteSelectors, type SelectorChange } from './rewrite-selectors.ts'
import { servedType } from './served-type.ts'

/** Reads a stored body by its hash; undefined if it is not there. */
export type ReadBody = (hash: string) => Promise<Blob | undefined>

/** The stored bodies of one snapshot as its documents may load them. */
export interface Bodies {
  /** Address for a `cid:` reference with its fragment, undefined where the body is missing. */
  address(url: string): Promise<string | undefined>
  /** A style sheet with its references filled in and its selectors changed, undefined where it is missing. */
  sheet(url: string, change: SelectorChange): Promise<string | undefined>
  /** CSS of a document, likewise. */
  css(text: string, change: SelectorChange): Promise<string>
  /** The `style` attribute of an element, likewise. */
  style(text: string): Promise<string>
}

const NO_CHANGE: SelectorChange = { states: new Set(), tags: new Map() }

/** Sheets importing sheets; a page has two or three levels, a trap has no end. */
const MAX_IMPORTS = 32

/** What is being filled in: the sheets around it, which it can't import again, and for which document. */
interface Inside {
  above: string[]
  change: SelectorChange
}

/** Bodies by name: raw, and at addresses made once each. */
function createAddresses(
  resources: ReadonlyMap<string, Resource>,
  readBody: ReadBody,
  medium: Medium,
) {
  const addresses = new Map<string, Promise<string | undefined>>()

  async function read(cid: string): Promise<{ body: Blob; resource: Resource } | undefined> {
    const resource = resources.get(cid)
    if (!resource) return undefined
    const body = await readBody(resource.hash).catch(() => undefined)
    return body && { body, resource }
  }

  async function makeAddress(cid: string): Promise<string | undefined> {
    const found = await read(cid)
    if (!found) return undefined
    const type = servedType(found.resource)
    const body = type === 'image/svg+xml' ? await cleanSvg(found.body) : found.body
    return body && medium.address(new Blob([body], { type }), found.resource)
  }

  async function address(url: string): Promise<string | undefined> {
    const name = cidIn(url)
    if (!name) return undefined
    const known = addresses.get(name.cid) ?? makeAddress(name.cid)
    addresses.set(name.cid, known)
    const made = await known
    return made && made + name.fragment
  }

  return { read, address }
}

export function createBodies(
  resources: ReadonlyMap<string, Resource>,
  readBody: ReadBody,
  medium: Medium,
): Bodies {
  const { read, address } = createAddresses(resources, readBody, medium)
  const sheets = new Map<string, string | undefined>()
  /** Imports left out so far because they led round in a circle. */
  let cuts = 0
  // One sheet at a time: two that import each other would otherwise wait for one another for ever.
  let queue: Promise<unknown> = Promise.resolve()

  async function fill(text: string, inside: Inside): Promise<string> {
    const found = new Map<string, string>()
    const imports = new Set<string>()
    rewriteCss(text, (url, use) => {
      if (use === 'import') imports.add(url)
      else found.set(url, NOTHING)
      return url
    })
    await Promise.all([...found.keys()].map(async (url) => found.set(url, await otherAddress(url))))
    for (const url of imports) found.set(`@${url}`, await importAddress(url, inside))
    const filled = rewriteCss(
      text,
      (url, use) => found.get(use === 'import' ? `@${url}` : url) ?? NOTHING,
    )
    return rewriteSelectors(filled, inside.change)
  }

  async function otherAddress(url: string): Promise<string> {
    const safe = safeSource(url)
    return cidIn(safe) ? ((await address(safe)) ?? NOTHING) : safe
  }

  async function importAddress(url: string, inside: Inside): Promise<string> {
    const safe = safeSource(url)
    const cid = cidIn(safe)?.cid
    if (cid === undefined) return safe
    const css = await sheetText(cid, inside)
    return css === undefined ? NOTHING : medium.address(new Blob([css], { type: CSS_TYPE }))
  }

  async function sheetText(cid: string, inside: Inside): Promise<string | undefined> {
    const { above, change } = inside
    if (above.includes(cid) || above.length >= MAX_IMPORTS) {
      cuts++
      return undefined
    }
    const { wrapped, states, tags, attributes = [] } = change
    const name = [cid, wrapped, ...states, ...tags.values(), '|', ...attributes].join(' ')
    if (sheets.has(name)) return sheets.get(name)
    const found = await read(cid)
    const before = cuts
    const css = found && (await fill(await found.body.text(), { change, above: [...above, cid] }))
    // A sheet that one above it was left out of is whole elsewhere.
    if (cuts === before || above.length === 0) sheets.set(name, css)
    return css
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work)
    queue = turn.catch(() => undefined)
    return turn
  }

  return {
    address,
    sheet: (url, change) => inTurn(() => sheetText(cidIn(url)?.cid ?? '', { change, above: [] })),
    css: (text, change) => inTurn(() => fill(text, { change, above: [] })),
    style: (text) => inTurn(() => fill(text, { change: NO_CHANGE, above: [] })),
  }
}

export const CSS_TYPE = 'text/css;charset=utf-8'
