import { BookmarkPlus } from 'lucide'
import { t } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { withSearch } from '../../../utils/model/saved-search.ts'
import { Button } from '../../ui/button.tsx'
import type { Route } from '../route.ts'
import { changeSearches } from './saved-acts.ts'
import { queryOf } from './saved-query.ts'
import { useSavedSearches } from './use-saved-searches.ts'

/** Saves what a view asks for, unless it is saved already. It is named after what it asks for. */
export function SaveSearch({ route, byId }: { route: Route; byId: ReadonlyMap<number, Tag> }) {
  const saved = useSavedSearches()
  const query = queryOf(route, byId)
  const isPlain = route.q.trim() === '' && route.tags.length + route.not.length === 0
  if (isPlain || saved.some((search) => search.query === query)) return null
  const save = () => {
    const next = withSearch(saved, { id: crypto.randomUUID(), name: nameOf(route, byId), query })
    void changeSearches(saved, next, t('library.searchSaved'))
  }
  return (
    <Button size="small" icon={BookmarkPlus} data-action="save-search" onClick={save}>
      {t('library.saveSearch')}
    </Button>
  )
}

/** Words and tags without the signs of the query language. */
function nameOf({ q, tags, not }: Route, byId: ReadonlyMap<number, Tag>): string {
  const names = (ids: number[]) => ids.flatMap((id) => byId.get(id)?.name ?? [])
  const without = names(not).map((name) => `−${name}`)
  return [q.trim(), ...names(tags), ...without].filter((part) => part !== '').join(' ')
}
