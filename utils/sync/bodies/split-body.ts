/** Free projects take files of 50 MB; some room is left for whoever counts otherwise. */
export const PART_BYTES = 48 * 1024 * 1024
/** More than any body has. */
const MOST_PARTS = 64

/** Type of an object that stands for a body in parts. */
export const PARTS_TYPE = 'application/vnd.linkshot.parts+json'

/** Names of parts, after the hash. */
export const partName = (at: number): string => `.p${at}`

/** A body in parts that fit, in their order; one that fits is one part. */
export function splitBody(body: Blob, most = PART_BYTES): Blob[] {
  const count = Math.max(1, Math.ceil(body.size / most))
  return Array.from({ length: count }, (_, at) => body.slice(at * most, (at + 1) * most))
}

/** What stands under a body's own name where it is in parts. It is written last: whoever sees it finds them all. */
export const partsIndex = (parts: readonly Blob[]): Blob =>
  new Blob([JSON.stringify({ parts: parts.map(({ size }) => size) })])

/** Sizes of the parts, undefined for what is no such index. */
export function readPartsIndex(bytes: Uint8Array, mostBytes: number): number[] | undefined {
  try {
    const { parts } = JSON.parse(new TextDecoder().decode(bytes)) as { parts?: unknown }
    if (!Array.isArray(parts) || parts.length === 0 || parts.length > MOST_PARTS) return undefined
    const sizes = parts.filter((size): size is number => Number.isSafeInteger(size) && size > 0)
    const sum = sizes.reduce((total, size) => total + size, 0)
    return sizes.length === parts.length && sum <= mostBytes ? sizes : undefined
  } catch {
    return undefined
  }
}
