import { useEffect, useRef } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import { movedSearch, placedSearch, type SavedSearch } from '../../../utils/model/saved-search.ts'
import { changeSearches } from './saved-acts.ts'

/** Changes the order of the saved searches, which Undo takes back. */
export function useSavedOrder(saved: SavedSearch[]) {
  // Keys may come faster than the database tells of what they did.
  const newest = useRef(saved)
  useEffect(() => {
    newest.current = saved
  }, [saved])
  const put = (id: string, next: SavedSearch[]) => {
    const before = newest.current
    if (next === before) return
    newest.current = next
    const name = next.find((search) => search.id === id)?.name ?? ''
    void changeSearches(before, next, t('library.searchMoved', name))
  }
  return {
    move: (id: string, by: -1 | 1) => put(id, movedSearch(newest.current, id, by)),
    place: (id: string, gap: number) => put(id, placedSearch(newest.current, id, gap)),
  }
}
