import type { Tag } from '../../model/link.ts'
import { buildTagTree, type TagNode } from '../../model/tag-tree.ts'
import { type Columns, placeIn } from './columns.ts'
import type { Sites } from './read-sites.ts'

/** Links in groups, one after the other. */
export interface Groups {
  /** Where each begins, and the end of the last. */
  starts: Uint32Array
  /** What each is of: the first moment of a day, a site's number, or a tag's id. */
  keys: Float64Array
}

export interface Grouped {
  ids: Float64Array
  groups: Groups
}

/** Stands for links without a tag; they come last. */
export const NO_TAG = 0

/** By the day they were kept, in the order the links are in. */
export function groupByDay(ids: Float64Array, order: 'newest' | 'oldest' = 'newest'): Grouped {
  let [from, to] = [0, 0]
  const dayOf = (id: number) => {
    const at = id / 1024
    if (at < from || at >= to) [from, to] = dayAround(at)
    return from
  }
  const days = ids.map(dayOf)
  const sign = order === 'newest' ? -1 : 1
  return inGroups(ids, days, (a, b) => sign * (a - b))
}

/** Days of summer time are longer or shorter than others. */
function dayAround(at: number): [number, number] {
  const day = new Date(at)
  day.setHours(0, 0, 0, 0)
  const from = day.getTime()
  day.setDate(day.getDate() + 1)
  return [from, day.getTime()]
}

/** By site, in the order of their names. */
export function groupBySite(ids: Float64Array, { numbers, names }: Sites, columns: Columns) {
  const sites = ids.map((id) => numbers[placeIn(columns.ids, id)] ?? 0)
  const order = new Intl.Collator('en', { numeric: true })
  return inGroups(ids, sites, (a, b) => order.compare(names[a] ?? '', names[b] ?? ''))
}

/** By tag: each link once, under the first of its tags in the order of the tree. */
export function groupByTag(ids: Float64Array, columns: Columns, tags: readonly Tag[]): Grouped {
  const rankOf = new Map(inOrder(buildTagTree(tags)).map((id, rank) => [id, rank]))
  const rank = (id: number) => rankOf.get(id) ?? Infinity
  const { starts, tags: tagOf } = columns.held ?? { starts: [], tags: [] }
  const firsts = ids.map((id) => {
    const place = placeIn(columns.ids, id)
    let first = NO_TAG
    for (let at = starts[place] ?? 0; at < (starts[place + 1] ?? 0); at += 1) {
      const tag = tagOf[at] ?? NO_TAG
      if (rank(tag) < rank(first)) first = tag
    }
    return first
  })
  return inGroups(ids, firsts, (a, b) => Number(rank(a) > rank(b)) - Number(rank(a) < rank(b)))
}

const inOrder = (nodes: readonly TagNode[]): number[] =>
  nodes.flatMap(({ tag, children }) => [tag.id, ...inOrder(children)])

/** Puts what has one key together; within a group the order stays. */
function inGroups(
  ids: Float64Array,
  keyOf: Float64Array,
  compare: (a: number, b: number) => number,
): Grouped {
  const counts = new Map<number, number>()
  for (const key of keyOf) counts.set(key, (counts.get(key) ?? 0) + 1)
  const keys = Float64Array.from(counts.keys()).sort(compare)
  const starts = new Uint32Array(keys.length + 1)
  const next = new Map<number, number>()
  for (const [n, key] of keys.entries()) {
    next.set(key, starts[n] ?? 0)
    starts[n + 1] = (starts[n] ?? 0) + (counts.get(key) ?? 0)
  }
  const placed = new Float64Array(ids.length)
  for (const [n, id] of ids.entries()) {
    const key = keyOf[n] ?? 0
    const at = next.get(key) ?? 0
    placed[at] = id
    next.set(key, at + 1)
  }
  return { ids: placed, groups: { starts, keys } }
}
