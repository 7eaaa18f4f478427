import { LINK_STATES } from '../../model/link.ts'
import type { LinkScope } from '../queries.ts'
import { type Columns, type HeldTags, STARRED } from './columns.ts'

/** Which tags links must hold, and which they must not. */
export interface TagFilter {
  /** Of each group one tag at least. */
  all: readonly (readonly number[])[]
  none: readonly number[]
}

/** Bits of a number, one for each group; one is left for tags that must not be held. */
const MOST_GROUPS = 30
const FORBIDDEN = 1 << MOST_GROUPS

/** Ids of a scope's links that hold what is asked for, newest first. Tags that were not read yet are held by nobody. */
export function selectLinks(columns: Columns, scope: LinkScope, filter: TagFilter): Float64Array {
  const { ids, flags, held } = columns
  const passes = flagsOf(scope)
  const tagged = held && isFilter(filter) ? tagTest(held, filter) : undefined
  const found = new Float64Array(ids.length)
  let count = 0
  for (let place = ids.length - 1; place >= 0; place -= 1) {
    if (passes[flags[place] ?? 0] !== 1) continue
    if (tagged && !tagged(place)) continue
    found[count] = ids[place] ?? 0
    count += 1
  }
  // A view of it would hold all of it.
  return found.slice(0, count)
}

export const isFilter = ({ all, none }: TagFilter): boolean => all.length > 0 || none.length > 0

/** 1 for each flag that is in a scope. */
function flagsOf(scope: LinkScope): Uint8Array {
  const passes = new Uint8Array(STARRED * 2)
  for (const [place, state] of LINK_STATES.entries()) {
    const kept = state !== 'trash'
    passes[place] = scope === state || (scope === 'all' && kept) ? 1 : 0
    passes[place + STARRED] = scope === 'starred' && kept ? 1 : (passes[place] ?? 0)
  }
  return passes
}

function tagTest({ starts, tags }: HeldTags, filter: TagFilter): (place: number) => boolean {
  const bits = bitsOf(filter)
  const groups = Math.min(filter.all.length, MOST_GROUPS)
  const wanted = groups === 0 ? 0 : 2 ** groups - 1
  return (place) => {
    const end = starts[place + 1] ?? 0
    let seen = 0
    for (let at = starts[place] ?? 0; at < end; at += 1) seen |= bits[tags[at] ?? 0] ?? 0
    return (seen & (wanted | FORBIDDEN)) === wanted
  }
}

/** What holding a tag comes to, by its number. */
function bitsOf({ all, none }: TagFilter): Int32Array {
  const highest = Math.max(0, ...all.flat(), ...none)
  const bits = new Int32Array(highest + 1)
  for (const [n, group] of all.slice(0, MOST_GROUPS).entries())
    for (const tag of group) bits[tag] = (bits[tag] ?? 0) | (1 << n)
  for (const tag of none) bits[tag] = FORBIDDEN
  return bits
}
