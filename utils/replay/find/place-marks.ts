import type { TreeText } from './read-text.ts'

interface Span {
  from: number
  to: number
}

/** Ranges of places in a text that was read from a tree, which come in their order; without those nobody can see. */
export function rangesOf({ nodes }: TreeText, spans: readonly Span[]): Range[] {
  let at = 0
  return spans.flatMap(({ from, to }) => {
    while (nodes[at + 1] && (nodes[at + 1]?.from ?? 0) <= from) at++
    const start = nodes[at]
    let last = at
    while (nodes[last + 1] && (nodes[last + 1]?.from ?? 0) < to) last++
    const end = nodes[last]
    if (!start || !end) return []
    const range = Document.prototype.createRange.call(start.node.ownerDocument)
    range.setStart(start.node, Math.min(start.node.length, from - start.from))
    range.setEnd(end.node, Math.min(end.node.length, to - end.from))
    return range.getClientRects().length > 0 ? [range] : []
  })
}
