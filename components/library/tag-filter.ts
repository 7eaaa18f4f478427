import type { Route } from './route.ts'

/** What a view does with the links of a tag. */
export type Use = 'with' | 'without' | 'off'

type Filter = Pick<Route, 'tags' | 'not'>

export function useOf({ tags, not }: Filter, tag: number): Use {
  if (tags.includes(tag)) return 'with'
  return not.includes(tag) ? 'without' : 'off'
}

/** Tags of a view once one of them is used in another way. */
export function withUse({ tags, not }: Filter, tag: number, use: Use): Filter {
  const others = (ids: number[]) => ids.filter((id) => id !== tag)
  return {
    tags: use === 'with' ? [...others(tags), tag] : others(tags),
    not: use === 'without' ? [...others(not), tag] : others(not),
  }
}

/** The tag whose links a view is, 0 where it is a shelf, filtered or not. */
export const tagOfView = ({ scope, tags, not }: Pick<Route, 'scope' | 'tags' | 'not'>): number =>
  scope === 'all' && tags.length === 1 && not.length === 0 ? (tags[0] ?? 0) : 0
