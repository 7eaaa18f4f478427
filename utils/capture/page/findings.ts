import type { OwnResource, Wanted } from '../../model/frame-capture.ts'
import type { Missing, MissingReason, ResourceKind } from '../../model/snapshot.ts'
import { cidOf, cidReference, splitFragment } from '../../snapshot/cid.ts'
import type { ReferrerOf } from './referrer.ts'

/** What the walk comes across besides the documents' text. */
export interface Findings {
  own: Map<string, OwnResource>
  wanted: Map<string, Wanted>
  missing: Map<string, Missing>
  /** Work that has to end before the capture is whole. */
  later: Promise<unknown>[]
  /** Names of blob: addresses already being read. */
  blobs: Set<string>
  /** Addresses whose picture the browser's MHTML has under another, or that stand there for another's. */
  misnamed: Set<string>
  /** Referrer policies of elements that have one of their own, by cid. */
  policies: Map<string, string>
}

export function createFindings(): Findings {
  return {
    own: new Map(),
    wanted: new Map(),
    missing: new Map(),
    later: [],
    blobs: new Set(),
    misnamed: new Set(),
    policies: new Map(),
  }
}

// Served from the document itself, or not a request at all.
const SELF_CONTAINED = /^(?:data|about|cid|javascript|resource|chrome):/i

/** The reference to write for an absolute address, whose body is asked for. */
export function want(findings: Findings, url: string, kind: ResourceKind): string {
  if (!url || SELF_CONTAINED.test(url)) return url
  const cid = cidOf(url)
  if (!findings.wanted.has(cid)) {
    findings.wanted.set(cid, { cid, url: splitFragment(url)[0], kind })
  }
  return cidReference(url)
}

/** The same for a style sheet; `charset` is what a sheet without a word of its own is written in. */
export function wantSheet(findings: Findings, url: string, charset: string): string {
  const reference = want(findings, url, 'style')
  const wanted = findings.wanted.get(cidOf(url))
  if (wanted && !/^utf-?8$/i.test(charset)) wanted.charset = charset
  return reference
}

/** Adds a body the page has at hand; the first one of a name stays. */
export function addOwn(
  findings: Findings,
  resource: Pick<OwnResource, 'cid' | 'url' | 'kind'>,
  body: Blob,
): void {
  if (findings.own.has(resource.cid)) return
  findings.own.set(resource.cid, { ...resource, type: body.type, body })
}

export function addMissing(
  findings: Findings,
  kind: ResourceKind,
  url: string,
  reason: MissingReason,
  detail = '',
): void {
  const entry: Missing = { kind, url, reason, ...(detail ? { detail } : {}) }
  findings.missing.set(`${kind} ${url} ${reason} ${detail}`, entry)
}

/** What still has to be fetched: bodies found at hand in the meantime left out. */
export function stillWanted(findings: Findings, referrerOf: ReferrerOf): Wanted[] {
  const { wanted, own, policies, misnamed } = findings
  return [...wanted.values()]
    .filter(({ cid }) => !own.has(cid))
    .map((each) => ({
      ...each,
      referrer: referrerOf(each.url, policies.get(each.cid)),
      ...(misnamed.has(each.url) ? { misnamed: true as const } : {}),
    }))
}
