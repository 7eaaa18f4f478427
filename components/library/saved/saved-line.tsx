import { Ellipsis, ListFilter } from 'lucide'
import { useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import type { SavedSearch } from '../../../utils/model/saved-search.ts'
import { Icon } from '../../ui/icon.tsx'
import { QuietButton } from '../../ui/quiet-button.tsx'
import { HOME, type Route } from '../route.ts'
import { SideLink } from '../side-link.tsx'
import { viewOf } from './saved-query.ts'

interface Props {
  search: SavedSearch
  route: Route
  byId: ReadonlyMap<number, Tag>
  current: boolean
  count: number | undefined
  renamed: boolean
  begin: () => void
  rename: (name: string) => void
  remove: () => void
  move: (by: -1 | 1) => void
  /** Opens its menu, at its button where no place is said. */
  menu: (at?: { x: number; y: number }) => void
  /** It is being dragged. */
  held: boolean
  /** Where the dragged one would come to stand beside it. */
  gap: 'before' | 'after' | undefined
  hold: (event: PointerEvent) => void
}

const KEYS = 'F2 Delete Alt+ArrowUp Alt+ArrowDown'

/** One saved search; it is renamed, removed and moved by keys or its menu, and dragged to another place. */
export function SavedLine({ search, route, byId, current, count, renamed, ...acts }: Props) {
  const { view, sort, group } = route
  return (
    <li
      class="saved-line side-line"
      data-saved={search.id}
      data-held={acts.held}
      data-gap={acts.gap}
      onPointerDown={acts.hold}
      onKeyDown={(event) => press(event, acts)}
      onContextMenu={(event) => {
        if (renamed) return
        event.preventDefault()
        acts.menu({ x: event.clientX, y: event.clientY })
      }}
    >
      {renamed ? (
        <NameField name={search.name} done={acts.rename} />
      ) : (
        <>
          <SideLink
            to={{ ...HOME, view, sort, group, ...viewOf(search.query, byId) }}
            current={current}
            before={<Icon node={ListFilter} />}
            name={search.name}
            title={search.query}
            count={count}
            keys={KEYS}
          />
          <QuietButton
            class="side-button saved-more"
            label={t('ui.menuOf', search.name)}
            data-action="search-menu"
            onClick={() => acts.menu()}
          >
            <Icon node={Ellipsis} />
          </QuietButton>
        </>
      )}
    </li>
  )
}

type Acts = Pick<Props, 'begin' | 'remove' | 'move'>

function press(event: KeyboardEvent, { begin, remove, move }: Acts) {
  if (event.target instanceof HTMLInputElement) return
  const name = `${event.altKey ? 'alt+' : ''}${event.key}`
  const act = {
    'F2': begin,
    'Delete': remove,
    'alt+ArrowUp': () => move(-1),
    'alt+ArrowDown': () => move(1),
  }[name]
  if (!act) return
  event.preventDefault()
  act()
}

function NameField({ name, done }: { name: string; done: (name: string) => void }) {
  const [typed, setTyped] = useState(name)
  return (
    <input
      class="saved-name"
      aria-label={t('library.searchName')}
      data-role="search-name"
      dir="auto"
      value={typed}
      ref={(field) => {
        if (field && document.activeElement !== field) field.select()
      }}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => done(typed)}
      onKeyDown={(event) => {
        if (event.isComposing) return
        if (event.key === 'Enter') done(typed)
        if (event.key === 'Escape') done(name)
      }}
    />
  )
}
