import type { Arrivals } from '../db/arrivals.ts'
import { encodeBody } from '../db/blobs.ts'
import type { WantedBody } from '../model/job.ts'
import { cidOf, cidReference, splitFragment } from '../snapshot/cid.ts'
import { type CssReferenceKind, rewriteCssReferences } from '../snapshot/css-references.ts'
import { decodeCss } from '../snapshot/decode-css.ts'
import { isOldFont } from '../snapshot/old-font.ts'

/**
 * Makes a fetched body ready to store. In a style sheet the references are rewritten, and what they
 * refer to is wanted next; they count from `url`, where it came from in the end.
 */
export async function encodeArrival(
  wanted: WantedBody,
  type: string,
  raw: ArrayBuffer,
  url = wanted.url,
): Promise<Arrivals> {
  if (wanted.kind === 'style') return encodeSheet(wanted, type, raw, url)
  if (wanted.kind === 'script') return kept(wanted, 'text/javascript', utf8(raw, type), [])
  return kept(wanted, plainType(type), raw, [])
}

/** Scripts are only ever read: as text, whatever the server wrote it in. */
function utf8(raw: ArrayBuffer, type: string): ArrayBuffer {
  return new TextEncoder().encode(decodeCss(new Uint8Array(raw), type)).buffer
}

/** What servers call a page or picture is no sheet, however it begins: browsers don't apply it either. */
const NO_SHEET = /^(?:text\/html|application\/(?:json|xhtml)|(?:image|font|audio|video)\/)/i

async function encodeSheet(
  wanted: WantedBody,
  type: string,
  raw: ArrayBuffer,
  url: string,
): Promise<Arrivals> {
  if (NO_SHEET.test(type)) {
    return { kept: [], more: [], failed: [{ ...wanted, reason: 'unreadable', detail: type }] }
  }
  const more = new Map<string, WantedBody>()
  const css = decodeCss(new Uint8Array(raw), type, wanted.charset)
  const text = rewriteCssReferences(css, url, (found, use) => {
    if (use !== 'font' || !isOldFont(found)) more.set(cidOf(found), fromSheet(found, use, wanted))
    return cidReference(found)
  })
  const body = new TextEncoder().encode(text).buffer
  return kept(wanted, 'text/css', body, [...more.values()])
}

/** A body that a sheet refers to, asked for as the sheet was; an imported sheet has its encoding. */
function fromSheet(found: string, use: CssReferenceKind, sheet: WantedBody): WantedBody {
  const { referrer, charset } = sheet
  const kind = use === 'import' ? 'style' : use === 'font' ? 'font' : 'image'
  return {
    cid: cidOf(found),
    url: splitFragment(found)[0],
    kind,
    ...(referrer === undefined ? {} : { referrer }),
    ...(charset && kind === 'style' ? { charset } : {}),
  }
}

async function kept(
  { cid, kind, url }: WantedBody,
  type: string,
  raw: ArrayBuffer,
  more: WantedBody[],
): Promise<Arrivals> {
  const body = await encodeBody(raw, type)
  const resource = { cid, kind, url, type, hash: body.hash, bytes: body.bytes }
  return { kept: [{ resource, body }], failed: [], more }
}

const plainType = (type: string): string =>
  (type.split(';')[0] ?? '').trim().toLowerCase() || 'application/octet-stream'

/** Several arrivals as one. */
export function mergeArrivals(all: Arrivals[]): Arrivals {
  return {
    kept: all.flatMap((arrivals) => arrivals.kept),
    failed: all.flatMap((arrivals) => arrivals.failed),
    more: all.flatMap((arrivals) => arrivals.more),
  }
}
