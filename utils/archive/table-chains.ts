import type { Place } from '../snapshot/nesting.ts'

/** What a table part has to stand in. */
const AROUND: Readonly<Record<string, string[]>> = {
  caption: ['table'],
  colgroup: ['table'],
  thead: ['table'],
  tbody: ['table'],
  tfoot: ['table'],
  col: ['table', 'colgroup'],
  tr: ['table', 'tbody'],
  td: ['table', 'tbody', 'tr'],
  th: ['table', 'tbody', 'tr'],
}

/** From the inside of a table part down to where anything may stand. */
const DOWN: Readonly<Record<string, string[]>> = {
  table: ['tbody', 'tr', 'td'],
  group: ['tr', 'td'],
  row: ['td'],
}

/**
 * The elements that a node needs around it because of tables, the outer one first: browsers make boxes of
 * the same kinds for a node that stands without them. Undefined if tables have nothing to do with it.
 */
export function chainFor(node: Element | Text, { mode }: Place): string[] | undefined {
  const name = node instanceof Element ? node.localName : ''
  const down = DOWN[mode]
  const around = AROUND[name]
  if (!down) return /^(?:body|template|mathtext)$/.test(mode) ? around : undefined
  // A row right in a table, a cell right in a table or group.
  const end = name === 'tr' ? 'tr' : /^t[dh]$/.test(name) ? 'td' : ''
  const short = end ? down.slice(0, down.indexOf(end)) : []
  return short.length > 0 ? short : down
}
