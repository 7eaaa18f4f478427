import type { QueryNode } from '../../../utils/search/query/query-tree.ts'

/** A tree as a line that shows what is inside of what: `(and a (not tag=b))`, or `everything`. */
export function outline(node: QueryNode): string {
  if (node.kind === 'not') return `(not ${outline(node.part)})`
  if (node.kind !== 'term') {
    if (node.parts.length === 0) return 'everything'
    return `(${[node.kind, ...node.parts.map(outline)].join(' ')})`
  }
  const { key, value, exact } = node
  // Double marks for what was quoted, single ones for what has blanks without that.
  const shown = exact ? `"${value}"` : /\s/.test(value) ? `'${value}'` : value
  // An equals sign, so that nobody takes this for the language itself.
  return key === 'any' ? shown : `${key}=${shown}`
}
