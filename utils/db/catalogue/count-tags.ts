import type { Tag } from '../../model/link.ts'
import { ancestorsOf } from '../../model/tag-tree.ts'
import { type Columns, placeIn } from './columns.ts'

/**
 * How many of some links hold each tag or one inside it; a link that holds two tags of one branch counts once there.
 * Empty as long as tags were not read.
 */
export function countTags(
  { ids, held }: Columns,
  links: Float64Array,
  tags: readonly Tag[],
): Map<number, number> {
  if (!held || tags.length === 0) return new Map()
  const { starts, tags: tagOf } = held
  const { above, from } = branches(tags)
  const counts = new Uint32Array(from.length)
  const last = new Int32Array(from.length).fill(-1)
  let place = ids.length
  for (let shown = 0; shown < links.length; shown += 1) {
    const id = links[shown] ?? 0
    // Mostly beside the one before, as lists are in the order of ids.
    if (ids[place - 1] === id) place -= 1
    else place = placeIn(ids, id)
    if (ids[place] !== id) continue
    const end = starts[place + 1] ?? 0
    for (let at = starts[place] ?? 0; at < end; at += 1) {
      const tag = tagOf[at] ?? 0
      const until = from[tag + 1] ?? 0
      for (let n = from[tag] ?? 0; n < until; n += 1) {
        const each = above[n] ?? 0
        if (last[each] === place) continue
        last[each] = place
        counts[each] = (counts[each] ?? 0) + 1
      }
    }
  }
  return new Map(tags.map(({ id }) => [id, counts[id] ?? 0]))
}

/** Each tag with those it is inside of: those of tag n are from `from[n]` up to `from[n + 1]`. */
function branches(tags: readonly Tag[]): { above: Uint32Array; from: Uint32Array } {
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const highest = tags.reduce((most, { id }) => Math.max(most, id), 0)
  const from = new Uint32Array(highest + 2)
  const above: number[] = []
  for (let id = 0; id <= highest; id += 1) {
    from[id] = above.length
    const tag = byId.get(id)
    if (tag) above.push(id, ...ancestorsOf(tag, byId).map((each) => each.id))
  }
  from[highest + 1] = above.length
  return { above: Uint32Array.from(above), from }
}
