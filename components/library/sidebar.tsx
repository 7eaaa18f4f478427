import type { IconNode } from 'lucide'
import { Archive, CircleCheck, Inbox, Keyboard, Library, Settings, Star, Trash } from 'lucide'
import { useMemo } from 'preact/hooks'
import type { Columns } from '../../utils/db/catalogue/columns.ts'
import { countScopes } from '../../utils/db/catalogue/count-scopes.ts'
import { type MessageKey, t } from '../../utils/i18n/t.ts'
import type { Tag } from '../../utils/model/link.ts'
import { Icon } from '../ui/icon.tsx'
import { dropOnShelf } from './drop-acts.ts'
import { PageLinks } from './page/page-links.tsx'
import { HOME, type Route, type Scope } from './route.ts'
import { SavedSearches } from './saved/saved-searches.tsx'
import { pressInSide } from './side-keys.ts'
import { SideLink } from './side-link.tsx'
import { SyncLink } from './sync-link.tsx'
import { tagOfView } from './tag-filter.ts'
import { TagTree } from './tag-tree.tsx'
import './sidebar.css'

interface Props {
  route: Route
  tags: Tag[]
  byId: ReadonlyMap<number, Tag>
  columns: Columns | undefined
  /** Of the links the view shows, undefined until there are some. */
  ids: Float64Array | undefined
  go: (change: Partial<Route>) => void
  showKeys: () => void
}

const SHELVES: { scope: Scope; icon: IconNode; name: MessageKey }[] = [
  { scope: 'all', icon: Library, name: 'library.all' },
  { scope: 'inbox', icon: Inbox, name: 'library.inbox' },
  { scope: 'read', icon: CircleCheck, name: 'library.read' },
  { scope: 'starred', icon: Star, name: 'library.starred' },
  { scope: 'archived', icon: Archive, name: 'library.archive' },
  { scope: 'trash', icon: Trash, name: 'library.trash' },
]

/** The shelves and the tags. */
export function Sidebar({ route, tags, byId, columns, ids, go, showKeys }: Props) {
  const counts = useMemo(() => columns && countScopes(columns), [columns])
  const { view, sort, group } = route
  return (
    <nav class="side" id="side" aria-label={t('library.shelves')} onKeyDown={pressInSide}>
      <a class="side-brand" href="#/all">
        <img src="/icon/32.png" width={24} height={24} alt="" draggable={false} />
        {t('app.name')}
      </a>
      <ul class="side-list">
        {SHELVES.map(({ scope, icon, name }) => (
          <li key={scope} data-scope={scope}>
            <SideLink
              to={{ ...HOME, view, sort, group, scope }}
              current={route.scope === scope && tagOfView(route) === 0}
              before={<Icon node={icon} />}
              name={t(name)}
              count={counts?.[scope]}
              drop={dropOnShelf(scope)}
            />
          </li>
        ))}
      </ul>
      <SavedSearches {...{ route, byId, columns }} />
      <TagTree {...{ route, tags, columns, ids, go }} />
      <div class="side-foot">
        <PageLinks />
        <SyncLink ready={ids !== undefined} />
        <a class="side-link" href="options.html">
          <Icon node={Settings} />
          <span class="side-name">{t('library.options')}</span>
        </a>
        <button type="button" class="side-link" data-action="keys" onClick={showKeys}>
          <Icon node={Keyboard} />
          <span class="side-name">{t('library.keys')}</span>
          <kbd>?</kbd>
        </button>
      </div>
    </nav>
  )
}
