import { Menu, Plus } from 'lucide'
import type { RefObject } from 'preact'
import { t } from '../../utils/i18n/t.ts'
import type { Tag } from '../../utils/model/link.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import type { Route } from './route.ts'
import { SearchBox } from './search/search-box.tsx'
import type { Drawer } from './use-drawer.ts'

interface Props {
  route: Route
  replace: (change: Partial<Route>) => void
  tags: readonly Tag[]
  search: RefObject<HTMLInputElement | null>
  drawer: Drawer
  add: () => void
}

/** Finding and adding, always at hand. */
export function LibraryHead({ route, replace, tags, search, drawer, add }: Props) {
  return (
    <header class="library-head">
      <IconButton
        class="library-menu"
        icon={Menu}
        label={t('library.shelves')}
        aria-expanded={drawer.open}
        aria-controls="side"
        data-action="drawer"
        onClick={drawer.toggle}
      />
      <SearchBox q={route.q} tags={tags} field={search} search={(q) => replace({ q, link: 0 })} />
      <Button
        look="primary"
        icon={Plus}
        title={`${t('library.add')}  N`}
        data-action="add-links"
        onClick={add}
      >
        {t('library.add')}
      </Button>
    </header>
  )
}
