import { linkById } from '../../utils/db/queries.ts'
import type { Link } from '../../utils/model/link.ts'
import { undoAct } from '../ui/run-act.ts'
import { toggleStar } from '../ui/star-button.tsx'
import { undoableAct } from '../ui/toast-store.ts'
import { toggleArchived, trash } from './link-acts.ts'
import { type Keys, useKeys } from './use-keys.ts'
import type { Navigation } from './use-route.ts'

interface Shelf {
  ids: number[]
  navigation: Navigation
  open: (link: Link) => void
  focusSearch: () => void
  focusAdd: () => void
  focusTags: () => void
  showKeys: () => void
}

/** The keys of the shelf; those for one link act on the chosen one. */
export function useShelfKeys(shelf: Shelf): void {
  const { ids, navigation, open } = shelf
  const { route, replace } = navigation
  const at = ids.indexOf(route.link)
  const step = (by: number) => {
    const id = ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))]
    if (id !== undefined) replace({ link: id })
  }
  const chosen = (act: (link: Link) => void) => () => {
    if (route.link) void linkById(route.link).then((link) => link && act(link))
  }
  const drop = (link: Link) => {
    if (link.state === 'trash') return
    const next = ids[at + 1] ?? ids[at - 1] ?? 0
    void trash([link.id]).then((done) => done && replace({ link: next }))
  }
  const undo = () => {
    const actId = undoableAct()
    if (actId !== undefined) void undoAct(actId)
  }
  const keys: Keys = {
    'j': () => step(1),
    'k': () => step(-1),
    'ArrowDown': () => step(1),
    'ArrowUp': () => step(-1),
    'Enter': chosen(open),
    's': chosen((link) => void toggleStar(link)),
    'a': chosen((link) => void toggleArchived(link.id, link.state)),
    '#': chosen(drop),
    'Delete': chosen(drop),
    'e': shelf.focusTags,
    '/': shelf.focusSearch,
    'n': shelf.focusAdd,
    '?': shelf.showKeys,
    'mod+z': undo,
    'Escape': () => replace({ link: 0 }),
  }
  useKeys(keys)
}
