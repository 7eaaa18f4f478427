import { useState } from 'preact/hooks'
import type { Columns } from '../../../utils/db/catalogue/columns.ts'
import { t } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import {
  placedSearch,
  type SavedSearch,
  withName,
  withoutSearch,
} from '../../../utils/model/saved-search.ts'
import { focusSoon } from '../focus-soon.ts'
import type { Route } from '../route.ts'
import { changeSearches, putSearches } from './saved-acts.ts'
import { SavedLine } from './saved-line.tsx'
import { SavedMenu } from './saved-menu.tsx'
import { queryOf } from './saved-query.ts'
import { useSavedCounts } from './use-saved-counts.ts'
import { type SavedDrag, useSavedDrag } from './use-saved-drag.ts'
import { useSavedOrder } from './use-saved-order.ts'
import { useSavedSearches } from './use-saved-searches.ts'
import './saved-searches.css'

interface Props {
  route: Route
  byId: ReadonlyMap<number, Tag>
  columns: Columns | undefined
}

/** Searches somebody saved, each with the number of links it finds now. */
export function SavedSearches({ route, byId, columns }: Props) {
  const saved = useSavedSearches()
  const counts = useSavedCounts(saved, columns, byId)
  const [renamed, setRenamed] = useState('')
  const [menu, setMenu] = useState<{ id: string; at?: { x: number; y: number } | undefined }>()
  const order = useSavedOrder(saved)
  const { drag, start } = useSavedDrag(order.place)
  if (saved.length === 0) return null
  const current = queryOf(route, byId)
  const rename = (search: SavedSearch, typed: string) => {
    setRenamed('')
    const name = typed.trim()
    if (name !== '' && name !== search.name) void putSearches(withName(saved, search.id, name))
    focusOn(search)
  }
  const remove = (search: SavedSearch) => {
    const { id, name } = search
    void changeSearches(saved, withoutSearch(saved, id), t('library.searchRemoved', name))
    const at = saved.indexOf(search)
    focusOn(saved[at + 1] ?? saved[at - 1])
  }
  const move = (search: SavedSearch, by: -1 | 1) => {
    order.move(search.id, by)
    focusOn(search)
  }
  const chosen = saved.find(({ id }) => id === menu?.id)
  return (
    <section class="side-saved">
      <h2 class="side-heading">{t('library.savedSearches')}</h2>
      <ul class="side-list" data-role="saved-searches" data-dragging={drag !== undefined}>
        {saved.map((search, at) => (
          <SavedLine
            key={search.id}
            {...{ search, route, byId }}
            current={search.query === current}
            count={counts.get(search.query)}
            renamed={renamed === search.id}
            begin={() => setRenamed(search.id)}
            rename={(name) => rename(search, name)}
            remove={() => remove(search)}
            move={(by) => move(search, by)}
            menu={(at) => setMenu({ id: search.id, at })}
            held={drag?.id === search.id}
            gap={drag && gapBeside(at, saved, drag)}
            hold={(event) => start(event, search.id)}
          />
        ))}
      </ul>
      {chosen && (
        <SavedMenu
          search={chosen}
          isFirst={chosen === saved[0]}
          isLast={chosen === saved.at(-1)}
          at={menu?.at}
          rename={() => setRenamed(chosen.id)}
          move={(by) => move(chosen, by)}
          remove={() => remove(chosen)}
          close={() => {
            setMenu(undefined)
            focusOn(chosen)
          }}
        />
      )}
    </section>
  )
}

/** Where none is left it is the view that is shown. */
const focusOn = (search: SavedSearch | undefined) =>
  focusSoon(search ? `[data-saved="${search.id}"] .side-link` : '.side .side-link[aria-current]')

/** On which side of a line the dragged one would come to stand; at the end there is none to be before. */
function gapBeside(at: number, saved: SavedSearch[], { id, gap }: SavedDrag) {
  if (placedSearch(saved, id, gap) === saved) return undefined
  if (gap === at) return 'before'
  return gap === saved.length && at === gap - 1 ? 'after' : undefined
}
