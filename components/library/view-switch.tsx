import { AlignJustify, ArrowDownUp, type IconNode, Layers, LayoutGrid, List } from 'lucide'
import { type MessageKey, t } from '../../utils/i18n/t.ts'
import { Icon } from '../ui/icon.tsx'
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

interface GroupProps {
  group: Group
  choose: (group: Group) => void
}

export function GroupSelect({ group, choose }: GroupProps) {
  return (
    <Choice
      {...{ names: GROUP_NAMES, offered: GROUPS, chosen: group, usual: '', choose }}
      label={t('library.group')}
      icon={Layers}
      mark="group-by"
    />
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
    <Choice
      {...{ names: NAMES, offered, chosen: offered.includes(sort) ? sort : 'newest', choose }}
      usual="newest"
      label={t('library.sort')}
      icon={ArrowDownUp}
      mark="sort"
    />
  )
}

interface ChoiceProps<Value extends string> {
  names: Record<Value, MessageKey>
  offered: readonly Value[]
  chosen: Value
  usual: Value
  choose: (value: Value) => void
  label: string
  /** Stands for the words where there is no room. */
  icon: IconNode
  /** How tests find it. */
  mark: string
}

function Choice<Value extends string>({
  names,
  offered,
  chosen,
  usual,
  ...rest
}: ChoiceProps<Value>) {
  const { choose, label, icon, mark } = rest
  return (
    <span class="sort-box" data-set={chosen !== usual}>
      <Icon node={icon} />
      <select
        class="sort"
        aria-label={label}
        title={label}
        data-role={mark}
        value={chosen}
        onChange={(event) => choose(event.currentTarget.value as Value)}
      >
        {offered.map((each) => (
          <option key={each} value={each}>
            {t(names[each])}
          </option>
        ))}
      </select>
    </span>
  )
}
