import type { Columns } from '../../utils/db/catalogue/columns.ts'
import {
  type Grouped,
  groupByDay,
  groupBySite,
  groupByTag,
} from '../../utils/db/catalogue/group-links.ts'
import { readSites, type Sites } from '../../utils/db/catalogue/read-sites.ts'
import { allTags } from '../../utils/db/queries.ts'
import type { Group, Sort } from './route.ts'

/** Groups with the names of sites, where they are of these. */
export interface NamedGroups {
  kind: Exclude<Group, ''>
  starts: Uint32Array
  keys: Float64Array
  names: string[]
}

export interface FoundGroups {
  ids: Float64Array
  groups: NamedGroups
}

/** The last ones read: a link that comes is one row to read. */
let sites: Sites | undefined

/** Puts links into groups; undefined where there are to be none. */
export async function findGroups(
  ids: Float64Array,
  kind: Group,
  columns: Columns,
  sort: Sort,
): Promise<FoundGroups | undefined> {
  if (kind === '') return undefined
  if (kind === 'day') return named(groupByDay(ids, dayOrder(sort)), kind)
  if (kind === 'tag') return named(groupByTag(ids, columns, await allTags()), kind)
  sites = await readSites(columns.ids, sites)
  return named(groupBySite(ids, sites, columns), kind, sites.names)
}

/** The groups of the first links, where these need nothing else. */
export const groupFirst = (ids: Float64Array, kind: Group, sort: Sort): FoundGroups | undefined =>
  kind === 'day' ? named(groupByDay(ids, dayOrder(sort)), kind) : undefined

const dayOrder = (sort: Sort) => (sort === 'oldest' ? 'oldest' : 'newest')

const named = (
  { ids, groups }: Grouped,
  kind: Exclude<Group, ''>,
  names: string[] = [],
): FoundGroups => ({ ids, groups: { ...groups, kind, names } })
