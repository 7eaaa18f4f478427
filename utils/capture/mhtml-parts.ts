import type { Arrivals } from '../db/arrivals.ts'
import type { MostBytes } from '../model/capture-options.ts'
import type { WantedBody } from '../model/job.ts'
import type { ResourceKind } from '../model/snapshot.ts'
import { tabAsMhtml } from '../platform/picture.ts'
import { within } from '../shared/wait.ts'
import { encodeArrival, mergeArrivals } from './encode-arrival.ts'
import { type MhtmlPart, parseMhtml } from './mhtml.ts'

const MHTML_MS = 15_000

/**
 * What the browser's MHTML of a tab holds, by address: nothing where that isn't to be had, or is larger than
 * `most` bytes. Never throws.
 */
export async function mhtmlParts(
  tabId: number,
  { ms = MHTML_MS, most }: { ms?: number; most?: number } = {},
): Promise<Map<string, MhtmlPart>> {
  try {
    const mhtml = await within(tabAsMhtml(tabId, most), ms, undefined)
    return mhtml ? parseMhtml(new Uint8Array(mhtml)) : new Map()
  } catch (error) {
    // Hundreds of megabytes make no string.
    console.error(error)
    return new Map()
  }
}

const HELD: ReadonlySet<ResourceKind> = new Set(['image', 'font', 'icon'])

/**
 * Whether a body is taken from MHTML: pictures and fonts alone. Style sheets are in there as the browser writes rules
 * back, without what shorthands with `var()` said, and documents as they have become.
 */
export function isHeld(
  { kind, url, misnamed }: WantedBody,
  parts: Map<string, MhtmlPart>,
): boolean {
  if (misnamed || !HELD.has(kind)) return false
  const type = parts.get(url)?.type
  return type !== undefined && !/html|multipart/i.test(type)
}

/** Parts ready to store. */
export async function encodeHeld(
  held: WantedBody[],
  parts: Map<string, MhtmlPart>,
  most: MostBytes = {},
): Promise<Arrivals> {
  const encoding = held.flatMap((wanted) => {
    const part = parts.get(wanted.url)
    const body = part?.read()
    return part && body ? encodePart(wanted, part.type, body, most) : []
  })
  return mergeArrivals(await Promise.all(encoding))
}

/** A part ready to store, or what a rule says of one that is too large. */
export async function encodePart(
  wanted: WantedBody,
  type: string,
  body: ArrayBuffer,
  most: MostBytes = {},
): Promise<Arrivals> {
  if (body.byteLength <= (most[wanted.kind] ?? Infinity)) return encodeArrival(wanted, type, body)
  return { kept: [], more: [], failed: [{ ...wanted, reason: 'by-rule' }] }
}
