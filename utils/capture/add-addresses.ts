import { addLinks } from '../db/add-links.ts'
import { parseAddress } from '../links/parse-address.ts'
import { urlKeyOf } from '../links/url-key.ts'
import { type ErrorReason, toLinkshotError } from '../model/error.ts'
import type { Link } from '../model/link.ts'
import type { AddedAddress } from './add-address.ts'
import { queueLinks } from './link-queue.ts'

interface Parsed {
  url: string
  urlKey: string
}
interface Refused {
  url: string
  reason: ErrorReason
}

interface AddOptions {
  tags: string[]
  capture: boolean
  /** What each is called, and tags of its own, in the order of the addresses. */
  titles?: string[]
  ownTags?: string[][]
}

/**
 * Adds many typed addresses as one act and, if asked, keeps the pages of those that have none, as a batch
 * whose id is the act's. Each line is answered in its place; a bad one refuses itself only.
 */
export async function addAddresses(
  typed: string[],
  options: AddOptions,
): Promise<{ actId: string; lines: (AddedAddress | Refused)[] }> {
  const parsed = typed.map(parseLine)
  const first = firstOfEach(parsed, options)
  if (first.size === 0) return { actId: '', lines: parsed as Refused[] }
  const added = await addLinks([...first.values()], options.tags, Date.now())
  const { actId, links } = added
  const wanted = options.capture ? [...first.keys()].flatMap((key) => pageless(links.get(key))) : []
  const queued = await queueLinks(
    wanted.map(({ id, url }) => ({ linkId: id, url, act: actId })),
    wanted.length > 1 ? actId : '',
  )
  const isQueued = new Set(wanted.map(({ id }) => id))
  const seen = new Set(added.known)
  const lines = parsed.map((line): AddedAddress | Refused => {
    if ('reason' in line) return line
    const linkId = links.get(line.urlKey)?.id ?? 0
    const already = seen.has(line.urlKey)
    seen.add(line.urlKey)
    const capture = isQueued.has(linkId) ? queued : 'none'
    return { url: line.url, linkId, actId, already, capture }
  })
  return { actId, lines }
}

function parseLine(typed: string): Parsed | Refused {
  try {
    const url = parseAddress(typed)
    return { url, urlKey: urlKeyOf(url) }
  } catch (error) {
    return { url: typed, reason: toLinkshotError(error).reason }
  }
}

/** An address listed twice is one link. */
function firstOfEach(lines: (Parsed | Refused)[], { titles, ownTags }: AddOptions) {
  const first = new Map<string, Parsed & { title: string; tags: string[] }>()
  for (const [index, line] of lines.entries()) {
    if ('reason' in line || first.has(line.urlKey)) continue
    const found = { title: titles?.[index] ?? '', tags: ownTags?.[index] ?? [] }
    first.set(line.urlKey, { ...line, ...found })
  }
  return first
}

const pageless = (link: Link | undefined): Link[] => (link && link.versions === 0 ? [link] : [])
