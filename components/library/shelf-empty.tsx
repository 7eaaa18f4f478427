import type { IconNode } from 'lucide'
import {
  Archive,
  Camera,
  CircleCheck,
  Inbox,
  Keyboard,
  Link,
  SearchX,
  Star,
  Tag,
  Trash,
} from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../../utils/i18n/t.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Route } from './route.ts'

interface Props {
  route: Route
  shortcut: Promise<string>
  clearSearch: () => void
}

/** What a view without links says. */
export function ShelfEmpty({ route, shortcut, clearSearch }: Props) {
  if (route.q !== '') {
    return (
      <EmptyState icon={SearchX} title={t('library.nothingFound')}>
        <p>{t('library.nothingFoundHint')}</p>
        <Button data-action="clear-search" onClick={clearSearch}>
          {t('library.clearSearch')}
        </Button>
      </EmptyState>
    )
  }
  if (route.tags.length + route.not.length > 0) {
    return (
      <EmptyState icon={Tag} title={t('library.tagEmpty')}>
        <p>{t('library.tagEmptyHint')}</p>
      </EmptyState>
    )
  }
  if (route.scope === 'all') return <FirstRun shortcut={shortcut} />
  return <ScopeEmpty scope={route.scope} />
}

function ScopeEmpty({ scope }: { scope: Exclude<Route['scope'], 'all'> }) {
  const { icon, title, hint } = {
    inbox: { icon: Inbox, title: t('library.inboxEmpty'), hint: t('library.inboxEmptyHint') },
    read: { icon: CircleCheck, title: t('library.readEmpty'), hint: t('library.readEmptyHint') },
    starred: { icon: Star, title: t('library.starredEmpty'), hint: t('library.starredEmptyHint') },
    archived: {
      icon: Archive,
      title: t('library.archiveEmpty'),
      hint: t('library.archiveEmptyHint'),
    },
    trash: { icon: Trash, title: t('library.trashEmpty'), hint: t('library.trashEmptyHint') },
  }[scope]
  return (
    <EmptyState icon={icon} title={title}>
      <p>{hint}</p>
    </EmptyState>
  )
}

function FirstRun(props: Pick<Props, 'shortcut'>) {
  const [shortcut, setShortcut] = useState('')
  useEffect(() => void props.shortcut.then(setShortcut), [])
  const ways: { icon: IconNode; text: string }[] = [
    { icon: Camera, text: t('library.wayToolbar') },
    ...(shortcut ? [{ icon: Keyboard, text: t('library.wayShortcut', shortcut) }] : []),
    { icon: Link, text: t('library.wayAddress') },
  ]
  return (
    <div class="library-first" data-role="empty">
      <img src="/icon/128.png" width={72} height={72} alt="" />
      <h2 class="library-first-title">{t('library.firstTitle')}</h2>
      <ul class="library-ways">
        {ways.map(({ icon, text }) => (
          <li key={text} class="library-way">
            <Icon node={icon} size={20} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
