import { useMemo } from 'preact/hooks'
import { setting } from '../../../utils/db/queries.ts'
import { readSavedSearches, type SavedSearch } from '../../../utils/model/saved-search.ts'
import { useLive } from '../../ui/use-live.ts'

/** The saved searches in their order, kept up to date. */
export function useSavedSearches(): SavedSearch[] {
  const stored = useLive(() => setting('savedSearches'), [])
  return useMemo(() => readSavedSearches(stored), [stored])
}
