import { t } from '../../utils/i18n/t.ts'
import type { Tag } from '../../utils/model/link.ts'
import { tagPath } from '../../utils/model/tag-tree.ts'
import { TagChip } from '../ui/tag-chip.tsx'
import type { Route } from './route.ts'
import { SaveSearch } from './saved/save-search.tsx'
import { tagOfView, type Use, withUse } from './tag-filter.ts'
import './filter-row.css'

interface Props {
  route: Route
  tags: Map<number, Tag>
  go: (change: Partial<Route>) => void
}

/** What a shelf is narrowed by: tags, each to be taken away, and a way to save it. */
export function FilterRow({ route, tags, go }: Props) {
  const isFiltered = route.tags.length + route.not.length > 0 && tagOfView(route) === 0
  if (!isFiltered && route.q.trim() === '') return null
  return (
    <div class="filter-row">
      {isFiltered && <FilterTags {...{ route, tags, go }} />}
      <SaveSearch route={route} byId={tags} />
    </div>
  )
}

function FilterTags({ route, tags, go }: Props) {
  const used = [...route.tags.map(withTag), ...route.not.map(withoutTag)]
  return (
    <ul class="filter-tags" aria-label={t('library.filters')} data-role="filters">
      {used.map(([id, use]) => {
        const tag = tags.get(id)
        if (!tag) return null
        return (
          <li key={id} class="filter-tag" data-use={use}>
            <span class="filter-word">
              {t(use === 'with' ? 'library.filterWith' : 'library.filterWithout')}
            </span>
            <TagChip
              tag={tag}
              path={tagPath(tag, tags)}
              onRemove={() => go({ ...withUse(route, id, 'off'), link: 0 })}
            />
          </li>
        )
      })}
      <li>
        <button
          type="button"
          class="filter-clear"
          data-action="clear-filters"
          onClick={() => go({ tags: [], not: [], link: 0 })}
        >
          {t('library.clearFilters')}
        </button>
      </li>
    </ul>
  )
}

const withTag = (id: number): [number, Use] => [id, 'with']
const withoutTag = (id: number): [number, Use] => [id, 'without']
