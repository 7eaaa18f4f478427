/** A search somebody wants to come back to; a smart list, as it is always up to date. */
export interface SavedSearch {
  id: string
  name: string
  /** In the query language: ids of tags are others in every browser. */
  query: string
  /** Ascending in the side bar. */
  order: number
}

/** Takes nothing on trust: another version may have written them, or another browser. */
export function readSavedSearches(value: unknown): SavedSearch[] {
  if (!Array.isArray(value)) return []
  return value.filter(isSavedSearch).sort((a, b) => a.order - b.order)
}

function isSavedSearch(value: unknown): value is SavedSearch {
  if (typeof value !== 'object' || value === null) return false
  const { id, name, query, order } = value as Record<string, unknown>
  const texts = [id, name, query].every((text) => typeof text === 'string' && text !== '')
  return texts && Number.isFinite(order)
}

/** With one more, at the end. */
export const withSearch = (all: SavedSearch[], search: Omit<SavedSearch, 'order'>): SavedSearch[] =>
  renumbered([...all, { ...search, order: 0 }])

export const withName = (all: SavedSearch[], id: string, name: string): SavedSearch[] =>
  all.map((search) => (search.id === id ? { ...search, name } : search))

export const withoutSearch = (all: SavedSearch[], id: string): SavedSearch[] =>
  renumbered(all.filter((search) => search.id !== id))

/** One place up or down; at the ends it stays. */
export function movedSearch(all: SavedSearch[], id: string, by: -1 | 1): SavedSearch[] {
  const at = all.findIndex((search) => search.id === id)
  return placedSearch(all, id, by < 0 ? at - 1 : at + 2)
}

/**
 * Into the gap before the one that stands at a place, `all.length` for the end.
 * @returns the same list where that moves nothing
 */
export function placedSearch(all: SavedSearch[], id: string, gap: number): SavedSearch[] {
  const at = all.findIndex((search) => search.id === id)
  const search = all[at]
  if (!search || gap < 0 || gap > all.length || gap === at || gap === at + 1) return all
  const others = all.toSpliced(at, 1)
  return renumbered(others.toSpliced(gap > at ? gap - 1 : gap, 0, search))
}

const renumbered = (all: SavedSearch[]): SavedSearch[] =>
  all.map((search, order) => ({ ...search, order }))
