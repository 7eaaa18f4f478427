import type { LinkState } from '../../model/link.ts'
import { linkIdAt } from '../../shared/ids.ts'
import { daySpan } from '../query/day-span.ts'
import { isOfWords, type Term } from '../query/query-tree.ts'
import { atMost, type Bounds, exactly } from './bounds.ts'
import {
  ALL_IDS,
  complement,
  type IdSet,
  type Ids,
  idsOf,
  intersect,
  listed,
  placeOf,
} from './id-set.ts'
import type { Lookups } from './lookups.ts'
import { type TagNames, tagsInside } from './tag-names.ts'

/** What terms are looked up in. */
export interface Known {
  tags: TagNames
  lookups: Lookups
  now: number
  /** What an index of words knows. */
  ofWords: (term: Term) => Promise<Bounds>
}

/** Which links a term has, as far as indexes tell. */
export async function boundsOfTerm(term: Term, known: Known): Promise<Bounds> {
  const { key, value } = term
  if (isOfWords(key) || key === 'address' || key === 'site') return known.ofWords(term)
  switch (key) {
    case 'tag':
      return exactly(await known.lookups.holding(tagsInside(known.tags, value)))
    case 'is':
      return exactly(await idsThatAre(value, known.lookups))
    case 'has':
      return value === 'tag' ? exactly(await known.lookups.withTag()) : atMost(ALL_IDS)
    case 'lang':
      return atMost(ALL_IDS)
    default:
      return ofDays(key, daySpan(value, known.now), await known.lookups.everyId())
  }
}

async function idsThatAre(value: string, lookups: Lookups): Promise<IdSet> {
  if (value === 'starred') return lookups.starred()
  return value === 'broken'
    ? listed(idsOf(await lookups.broken()))
    : lookups.inState(value as LinkState)
}

/** Bounds of a list and a term about days: the list is cut where the days begin and end, and no other is read. */
export function cutByDays({ sure, maybe }: Bounds, term: Term, now: number): Bounds {
  const span = daySpan(term.value, now)
  const cut = (set: IdSet): Bounds => ofDays(term.key as DayKey, span, set.ids)
  const isBefore = term.key === 'before'
  const [surely, perhaps] = [cut(sure).sure, cut(maybe).maybe]
  return isBefore
    ? { sure: intersect(sure, surely), maybe: intersect(maybe, perhaps) }
    : { sure: surely, maybe: perhaps }
}

type DayKey = 'before' | 'after' | 'on'

/** Links added in one go share a time, so that the ids of the last of them are some time later. */
const LATEST_ID_MS = 60_000

/** By the times in ids, which may be a little late: links near the edge of a day have to be read. */
function ofDays(key: DayKey, { from, to }: { from: number; to: number }, ids: Ids): Bounds {
  const between = (start: number, end: number): IdSet =>
    listed(ids.slice(placeOf(ids, linkIdAt(end) - 1), placeOf(ids, linkIdAt(start) - 1)))
  const late = LATEST_ID_MS
  if (key === 'on') return { sure: between(from + late, to), maybe: between(from, to + late) }
  const after = { sure: between(from + late, Infinity), maybe: between(from, Infinity) }
  if (key === 'after') return after
  return { sure: complement(after.maybe), maybe: complement(after.sure) }
}
