import type { Arrivals } from '../db/arrivals.ts'
import type { MostBytes } from '../model/capture-options.ts'
import type { WantedBody } from '../model/job.ts'
import { tabAsMhtml } from '../platform/picture.ts'
import { within } from '../shared/wait.ts'
import { encodeArrival, mergeArrivals } from './encode-arrival.ts'
import { type MhtmlPart, parseMhtml } from './mhtml.ts'

const MHTML_MS = 15_000

/**
 * What the browser's MHTML of a tab holds, by address: nothing where that isn't to be had, or is larger than
 * `most` bytes. Never throws.
 */
export async function mhtmlParts(tabId: number, most?: number): Promise<Map<string, MhtmlPart>> {
  const mhtml = await within(tabAsMhtml(tabId, most), MHTML_MS, undefined)
  return mhtml ? parseMhtml(new Uint8Array(mhtml)) : new Map()
}

/**
 * Whether a body is taken from MHTML. Style sheets are fetched though they are in there: as the browser writes rules
 * back, without what shorthands with `var()` said.
 */
export const isHeld = ({ kind, url }: WantedBody, parts: Map<string, MhtmlPart>): boolean =>
  kind !== 'style' && parts.has(url)

/** Parts ready to store. */
export async function encodeHeld(
  held: WantedBody[],
  parts: Map<string, MhtmlPart>,
  most: MostBytes = {},
): Promise<Arrivals> {
  const encoding = held.flatMap((wanted) => {
    const part = parts.get(wanted.url)
    return part ? encodePart(wanted, part, most) : []
  })
  return mergeArrivals(await Promise.all(encoding))
}

/** A part ready to store, or what a rule says of one that is too large. */
export async function encodePart(
  wanted: WantedBody,
  { type, body }: MhtmlPart,
  most: MostBytes = {},
): Promise<Arrivals> {
  if (body.byteLength <= (most[wanted.kind] ?? Infinity)) return encodeArrival(wanted, type, body)
  return { kept: [], more: [], failed: [{ ...wanted, reason: 'by-rule' }] }
}
