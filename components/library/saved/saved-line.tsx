import { ListFilter, Pencil, X } from 'lucide'
import { useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import type { SavedSearch } from '../../../utils/model/saved-search.ts'
import { Icon } from '../../ui/icon.tsx'
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
  /** It is being dragged. */
  held: boolean
  /** Where the dragged one would come to stand beside it. */
  gap: 'before' | 'after' | undefined
  hold: (event: PointerEvent) => void
}

const KEYS = 'F2 Delete Alt+ArrowUp Alt+ArrowDown'

/** One saved search; it is renamed, removed and moved by keys, and dragged to another place. */
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
          <button
            type="button"
            class="side-button side-button-first"
            tabIndex={-1}
            aria-label={t('library.renameSearch', search.name)}
            title={`${t('library.renameSearch', search.name)}  F2`}
            data-action="rename-search"
            onClick={acts.begin}
          >
            <Icon node={Pencil} />
          </button>
          <button
            type="button"
            class="side-button"
            tabIndex={-1}
            aria-label={t('library.removeSearch', search.name)}
            title={`${t('library.removeSearch', search.name)}  Delete`}
            data-action="remove-search"
            onClick={acts.remove}
          >
            <Icon node={X} />
          </button>
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
