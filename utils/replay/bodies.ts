import type { Resource } from '../model/snapshot.ts'
import { cidIn, NOTHING, safeSource } from './addresses.ts'
import { cleanSvg } from './clean-svg.ts'
import type { Medium } from './medium.ts'
import { rewriteCss } from './rewrite-css.ts'
import { servedType } from './served-type.ts'

/** Reads a stored body by its hash; undefined if it is not there. */
export type ReadBody = (hash: string) => Promise<Blob | undefined>

/** The stored bodies of one snapshot as its documents may load them. */
export interface Bodies {
  /** Address for a `cid:` reference with its fragment, undefined where the body is missing. */
  address(url: string): Promise<string | undefined>
  /** A style sheet with its references filled in, undefined where it is missing. */
  sheet(url: string): Promise<string | undefined>
  /** CSS of a document with its references filled in. */
  css(text: string): Promise<string>
}

/** Sheets importing sheets; a page has two or three levels, a trap has no end. */
const MAX_IMPORTS = 32

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
    return body && medium.address(new Blob([body], { type }))
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
  // One sheet at a time: two that import each other would otherwise wait for one another for ever.
  let queue: Promise<unknown> = Promise.resolve()

  /** `above` are the sheets that import this one; a sheet among them would go round in a circle. */
  async function fill(text: string, above: string[]): Promise<string> {
    const found = new Map<string, string>()
    const imports = new Set<string>()
    rewriteCss(text, (url, use) => {
      if (use === 'import') imports.add(url)
      else found.set(url, NOTHING)
      return url
    })
    await Promise.all([...found.keys()].map(async (url) => found.set(url, await otherAddress(url))))
    for (const url of imports) found.set(`@${url}`, await importAddress(url, above))
    return rewriteCss(text, (url, use) => found.get(use === 'import' ? `@${url}` : url) ?? NOTHING)
  }

  async function otherAddress(url: string): Promise<string> {
    const safe = safeSource(url)
    return cidIn(safe) ? ((await address(safe)) ?? NOTHING) : safe
  }

  async function importAddress(url: string, above: string[]): Promise<string> {
    const safe = safeSource(url)
    const cid = cidIn(safe)?.cid
    if (cid === undefined) return safe
    const css = await sheetText(cid, above)
    return css === undefined ? NOTHING : medium.address(new Blob([css], { type: CSS_TYPE }))
  }

  async function sheetText(cid: string, above: string[]): Promise<string | undefined> {
    if (above.includes(cid) || above.length >= MAX_IMPORTS) return undefined
    if (sheets.has(cid)) return sheets.get(cid)
    const found = await read(cid)
    const css = found && (await fill(await found.body.text(), [...above, cid]))
    sheets.set(cid, css)
    return css
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work)
    queue = turn.catch(() => undefined)
    return turn
  }

  return {
    address,
    sheet: (url) => inTurn(() => sheetText(cidIn(url)?.cid ?? '', [])),
    css: (text) => inTurn(() => fill(text, [])),
  }
}

export const CSS_TYPE = 'text/css;charset=utf-8'
