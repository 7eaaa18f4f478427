import { encodeBody } from '../db/blobs.ts'
import type { Arrivals } from '../db/jobs.ts'
import type { WantedBody } from '../model/job.ts'
import { cidOf, cidReference, splitFragment } from '../snapshot/cid.ts'
import { rewriteCssReferences } from '../snapshot/css-references.ts'
import { decodeCss } from '../snapshot/decode-css.ts'

/**
 * Makes a fetched body ready to store. In a style sheet the references are rewritten, and what they
 * refer to is wanted next.
 */
export async function encodeArrival(
  wanted: WantedBody,
  type: string,
  raw: ArrayBuffer,
): Promise<Arrivals> {
  if (wanted.kind === 'style') return encodeSheet(wanted, type, raw)
  return kept(wanted, plainType(type), raw, [])
}

async function encodeSheet(wanted: WantedBody, type: string, raw: ArrayBuffer): Promise<Arrivals> {
  const more = new Map<string, WantedBody>()
  const text = rewriteCssReferences(
    decodeCss(new Uint8Array(raw), type),
    wanted.url,
    (url, kind) => {
      const cid = cidOf(url)
      more.set(cid, {
        cid,
        url: splitFragment(url)[0],
        kind: kind === 'import' ? 'style' : kind,
        ...(wanted.referrer === undefined ? {} : { referrer: wanted.referrer }),
      })
      return cidReference(url)
    },
  )
  const body = new TextEncoder().encode(text).buffer
  return kept(wanted, 'text/css', body, [...more.values()])
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
