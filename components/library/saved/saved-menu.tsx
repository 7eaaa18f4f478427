import { t } from '../../../utils/i18n/t.ts'
import type { SavedSearch } from '../../../utils/model/saved-search.ts'
import { Menu } from '../../ui/menu.tsx'

interface Props {
  search: SavedSearch
  isFirst: boolean
  isLast: boolean
  at: { x: number; y: number } | undefined
  rename: () => void
  move: (by: -1 | 1) => void
  remove: () => void
  close: () => void
}

/** What can be done to a saved search, also by touch, where there are no keys and a finger that moves scrolls. */
export function SavedMenu({ search, isFirst, isLast, at, close, ...acts }: Props) {
  const { id, name } = search
  const anchor = () =>
    at
      ? { left: at.x, top: at.y, bottom: at.y }
      : document.querySelector(`[data-saved="${id}"] .saved-more`)?.getBoundingClientRect()
  const after = (act: () => void) => () => {
    close()
    act()
  }
  const up = after(() => acts.move(-1))
  const down = after(() => acts.move(1))
  const [rename, remove] = [after(acts.rename), after(acts.remove)]
  const items = [
    { action: 'rename-search', name: t('library.renameSearch'), keys: 'F2', run: rename },
    {
      ...{ action: 'search-up', name: t('library.searchUp'), keys: 'Alt ↑', run: up },
      disabled: isFirst,
    },
    {
      ...{ action: 'search-down', name: t('library.searchDown'), keys: 'Alt ↓', run: down },
      disabled: isLast,
    },
    {
      ...{ action: 'remove-search', name: t('library.removeSearch'), keys: 'Del', run: remove },
      danger: true,
    },
  ]
  return <Menu name="saved-menu" label={t('ui.menuOf', name)} {...{ items, anchor, close }} />
}
