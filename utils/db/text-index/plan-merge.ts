import type { IndexSegmentRow } from './rows.ts'

/** So many of about one size become one: a term is looked up in each segment. */
const TOGETHER = 8
/** Segments up to this size are of one size. */
const SMALLEST_BYTES = 4096
/** A segment of which this share is gone is written anew. */
const MOST_GONE = 0.4
/** A few gone links of a small one take no room: it is merged soon anyway. */
const FEW = 64

type Segment = Pick<IndexSegmentRow, 'id' | 'bytes' | 'documents' | 'gone'>

/** Which segments of an index are to become one now; none where all is well. */
export function planMerge(segments: readonly Segment[]): number[] {
  const bySize = Map.groupBy(segments, sizeClass)
  for (const size of [...bySize.keys()].sort((a, b) => a - b)) {
    const same = bySize.get(size) ?? []
    if (same.length >= TOGETHER) return same.slice(0, TOGETHER).map(({ id }) => id)
  }
  const worn = segments.find(({ documents, gone }) => gone > FEW && gone > documents * MOST_GONE)
  return worn ? [worn.id] : []
}

const sizeClass = ({ bytes }: Segment): number =>
  Math.max(0, Math.floor(Math.log(bytes / SMALLEST_BYTES) / Math.log(TOGETHER)))
