import { AlignJustify, type IconNode, LayoutGrid, List } from 'lucide'
import { type MessageKey, t } from '../../utils/i18n/t.ts'
import { IconButton } from '../ui/icon-button.tsx'
import type { Sort, View } from './route.ts'

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
}

export function SortSelect({ sort, choose }: { sort: Sort; choose: (sort: Sort) => void }) {
  return (
    <select
      class="sort"
      aria-label={t('library.sort')}
      data-role="sort"
      value={sort}
      onChange={(event) => choose(event.currentTarget.value as Sort)}
    >
      {Object.entries(NAMES).map(([value, name]) => (
        <option key={value} value={value}>
          {t(name)}
        </option>
      ))}
    </select>
  )
}
