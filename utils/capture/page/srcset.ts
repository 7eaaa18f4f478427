/** One entry of a srcset: an address and its `2x`, `800w` or '' descriptor. */
export interface Candidate {
  url: string
  descriptor: string
}

/** Splits a srcset as HTML says: commas inside of an address (data:) and of a descriptor's parentheses don't count. */
export function parseSrcset(srcset: string): Candidate[] {
  const entry = /[\s,]*(\S*[^\s,])(?:,+|\s*((?:[^,(]|\([^)]*\)?)*),?)/y
  const found: Candidate[] = []
  for (let match = entry.exec(srcset); match; match = entry.exec(srcset)) {
    const url = match[1]
    if (url) found.push({ url, descriptor: (match[2] ?? '').trim() })
  }
  return found
}

/** Width in pixels of a `w` descriptor, 0 for any other. */
export function widthOf(descriptor: string): number {
  return Number(/(?:^|\s)(\d+)w(?:\s|$)/.exec(descriptor)?.[1] ?? 0)
}

/** Image pixels per CSS pixel that a descriptor gives, where the whole image is `naturalWidth` CSS pixels wide. */
export function densityOf(descriptor: string, naturalWidth: number): number {
  const factor = Number(/(?:^|\s)([\d.]+(?:e[+-]?\d+)?)x(?:\s|$)/i.exec(descriptor)?.[1] ?? 0)
  if (factor > 0) return factor
  const width = widthOf(descriptor)
  return width && naturalWidth ? width / naturalWidth : 1
}

/** The best candidate: the widest or densest, as one would print it. */
export function largestCandidate(candidates: readonly Candidate[]): Candidate | undefined {
  const size = ({ descriptor }: Candidate) => widthOf(descriptor) || densityOf(descriptor, 0)
  return candidates.reduce<Candidate | undefined>(
    (best, each) => (best && size(best) >= size(each) ? best : each),
    undefined,
  )
}
