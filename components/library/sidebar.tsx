import type { IconNode } from 'lucide'
import { Archive, Inbox, Keyboard, Library, Settings, Star, Trash } from 'lucide'
import { countLinks } from '../../utils/db/queries.ts'
import { type MessageKey, t } from '../../utils/i18n/t.ts'
import type { Tag } from '../../utils/model/link.ts'
import { Icon } from '../ui/icon.tsx'
import { useLive } from '../ui/use-live.ts'
import { HOME, type Route, type Scope } from './route.ts'
import { SideLink } from './side-link.tsx'
import { TagList } from './tag-list.tsx'
import './sidebar.css'

interface Props {
  route: Route
  tags: Tag[]
  showKeys: () => void
}

const SHELVES: { scope: Scope; icon: IconNode; name: MessageKey }[] = [
  { scope: 'all', icon: Library, name: 'library.all' },
  { scope: 'inbox', icon: Inbox, name: 'library.inbox' },
  { scope: 'starred', icon: Star, name: 'library.starred' },
  { scope: 'archived', icon: Archive, name: 'library.archive' },
  { scope: 'trash', icon: Trash, name: 'library.trash' },
]

/** The shelves and the tags. */
export function Sidebar({ route, tags, showKeys }: Props) {
  const counts = useLive(readCounts, [])
  return (
    <nav class="side" aria-label={t('library.shelves')}>
      <a class="side-brand" href="#/all">
        <img src="/icon/32.png" width={24} height={24} alt="" />
        {t('app.name')}
      </a>
      <ul class="side-list">
        {SHELVES.map(({ scope, icon, name }) => (
          <li key={scope}>
            <SideLink
              to={{ ...HOME, scope }}
              current={route.scope === scope && route.tag === 0}
              before={<Icon node={icon} />}
              name={t(name)}
              count={counts?.[scope]}
            />
          </li>
        ))}
      </ul>
      <TagList route={route} tags={tags} />
      <div class="side-foot">
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

/** Numbers per shelf; stars are not counted, there being no index to count them by. */
async function readCounts(): Promise<Partial<Record<Scope, number>>> {
  const [inbox, read, archived, trash] = await Promise.all([
    countLinks('inbox'),
    countLinks('read'),
    countLinks('archived'),
    countLinks('trash'),
  ])
  return { all: inbox + read + archived, inbox, archived, trash }
}
