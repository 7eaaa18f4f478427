import { AlignJustify, type IconNode, LayoutGrid, List } from 'lucide'
import { type MessageKey, t } from '../../utils/i18n/t.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { GROUPS, type Group, SORTS, type Sort, type View } from './route.ts'

const LOOKS: { view: View; icon: IconNode; name: MessageKey }[] = [
  { view: 'grid', icon: LayoutGrid, name: 'library.viewGrid' },
  { view: 'list', icon: List, name: 'library.viewList' },
  { view: 'compact', icon: AlignJustify, name: 'library.viewCompact' },
]

/** Grid, list or compact. */
export function ViewSwitch({ view, show }: { view: View; show: (view: View) => void }) {
  return (
    <fieldset class="view-switch" aria-label={t('library.view')}>
      {LOOKS.map((look, index) => (
        <IconButton
          key={look.view}
          class="view-choice"
          icon={look.icon}
          label={t(look.name)}
          shortcut={String(index + 1)}
          aria-pressed={look.view === view}
          data-view={look.view}
          onClick={() => show(look.view)}
        />
      ))}
    </fieldset>
  )
}

const NAMES: Record<Sort, MessageKey> = {
  newest: 'library.sortNewest',
  oldest: 'library.sortOldest',
  title: 'library.sortTitle',
  relevance: 'library.sortRelevance',
}

const GROUP_NAMES: Record<Group, MessageKey> = {
  '': 'library.groupNone',
  'day': 'library.groupDay',
  'site': 'library.groupSite',
  'tag': 'library.groupTag',
}

export function GroupSelect({ group, choose }: { group: Group; choose: (group: Group) => void }) {
  return (
    <select
      class="sort sort-group"
      aria-label={t('library.group')}
      data-role="group-by"
      value={group}
      onChange={(event) => choose(event.currentTarget.value as Group)}
    >
      {GROUPS.map((value) => (
        <option key={value} value={value}>
          {t(GROUP_NAMES[value])}
        </option>
      ))}
    </select>
  )
}

interface SortProps {
  sort: Sort
  choose: (sort: Sort) => void
  /** Whether words are searched for, which links may be more or less about. */
  searching: boolean
}

export function SortSelect({ sort, choose, searching }: SortProps) {
  const offered = SORTS.filter((each) => searching || each !== 'relevance')
  return (
    <select
      class="sort"
      aria-label={t('library.sort')}
      data-role="sort"
      value={offered.includes(sort) ? sort : 'newest'}
      onChange={(event) => choose(event.currentTarget.value as Sort)}
    >
      {offered.map((each) => (
        <option key={each} value={each}>
          {t(NAMES[each])}
        </option>
      ))}
    </select>
  )
}
