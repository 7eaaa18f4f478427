import { linkById } from '../../utils/db/queries.ts'
import type { Link } from '../../utils/model/link.ts'
import { focusSoon } from './focus-soon.ts'
import { shelfKey, type View } from './route.ts'
import { rowStep } from './shelf-layout.ts'
import { undoLast } from './undo-last.ts'
import { type Keys, useKeys } from './use-keys.ts'
import { type OnceWhole, useOnceWhole } from './use-once-whole.ts'
import type { Results } from './use-results.ts'
import type { Navigation } from './use-route.ts'
import type { Selection } from './use-selection.ts'
import type { TargetActs } from './use-target-acts.ts'

interface Shelf {
  results: Results | undefined
  navigation: Navigation
  selection: Selection
  acts: TargetActs
  /** Cells side by side. */
  columns: { current: number }
  open: (link: Link) => void
  showView: (view: View) => void
  focusSearch: () => void
  add: () => void
  editTags: () => void
  exportThem: () => void
  showKeys: () => void
}

/** The keys of the shelf; acts are for what is selected, else for the link the keys are at. */
export function useShelfKeys(shelf: Shelf): void {
  const { acts, selection, navigation, showView } = shelf
  const { route, replace } = navigation
  const at = selection.cursor || route.link
  const targets = () => (selection.ids.length > 0 ? selection.ids : at === 0 ? [] : [at])
  const inTrash = route.scope === 'trash'
  const act = (name: keyof TargetActs) => () => acts[name](targets())
  const edit = (name: keyof TargetActs) => (inTrash ? undefined : act(name))
  const closeDetail = () => {
    replace({ link: 0 })
    if (route.link !== 0) focusSoon(`[data-link-id="${route.link}"] .row-link`)
  }
  const end = useEnd(shelf)
  const giveUp = () => {
    // Both in any case: one search may be meant by the two.
    const waited = [selection.callOff(), end.callOff()].includes(true)
    if (waited) shelf.results?.enough?.()
    else if (selection.ids.length > 0) selection.clear()
    else closeDetail()
  }
  const keys: Keys = {
    ...moves(shelf, at),
    'End': end.want,
    '/': shelf.focusSearch,
    'n': shelf.add,
    '?': shelf.showKeys,
    'mod+z': () => void undoLast(),
    '1': () => showView('grid'),
    '2': () => showView('list'),
    '3': () => showView('compact'),
    's': edit('star'),
    'a': edit('archive'),
    'r': edit('read'),
    'i': edit('inbox'),
    'v': edit('keepAgain'),
    'd': shelf.exportThem,
    'e': inTrash || targets().length === 0 ? undefined : shelf.editTags,
    'u': inTrash ? act('restore') : undefined,
    '#': act('remove'),
    'Delete': act('remove'),
    't': focusSide,
    'Escape': giveUp,
  }
  useKeys(keys)
}

/** To the last link, as soon as it is known. */
function useEnd({ results, selection, navigation }: Shelf): OnceWhole {
  const { route, replace } = navigation
  return useOnceWhole(results, shelfKey(route), () => {
    const id = results?.ids.at(-1)
    if (id === undefined) return
    leaveOtherControls()
    selection.moveTo(id)
    if (route.link !== 0) replace({ link: id })
  })
}

/** Going from link to link, selecting, opening. */
function moves({ results, selection, columns, navigation, open }: Shelf, at: number): Keys {
  const { route, go, replace } = navigation
  const ids = results?.ids ?? NO_IDS
  const starts = results?.groups?.starts
  const index = ids.indexOf(at)
  const to = (place: number, extend: boolean) => {
    const id = ids[Math.min(ids.length - 1, Math.max(0, place))]
    if (id === undefined) return
    leaveOtherControls()
    selection.moveTo(id, extend)
    if (route.link !== 0) replace({ link: id })
  }
  const step = (by: number, extend = false) => to(index < 0 ? 0 : index + by, extend)
  const row = (by: number, extend = false) =>
    to(rowStep(index, by, columns.current, ids.length, starts), extend)
  const aside = (by: number, extend = false) => columns.current > 1 && step(by, extend)
  const opened = () => void linkById(at).then((link) => link && open(link))
  return {
    'j': () => step(1),
    'k': () => step(-1),
    'ArrowDown': () => row(1),
    'ArrowUp': () => row(-1),
    'shift+ArrowDown': () => row(1, true),
    'shift+ArrowUp': () => row(-1, true),
    'ArrowRight': () => aside(1),
    'ArrowLeft': () => aside(-1),
    'shift+ArrowRight': () => aside(1, true),
    'shift+ArrowLeft': () => aside(-1, true),
    'PageDown': () => row(5),
    'PageUp': () => row(-5),
    'Home': () => to(0, false),
    ' ': () => at !== 0 && selection.toggle(at),
    'x': () => at !== 0 && selection.toggle(at),
    'mod+a': selection.all,
    'o': opened,
    'Enter': () => (route.link === at ? opened() : go({ link: at })),
  }
}

const NO_IDS = new Float64Array()

/** The focus follows the keys only where nothing else holds it. */
function leaveOtherControls(): void {
  const active = document.activeElement
  if (active instanceof HTMLElement && !active.closest('.shelf')) active.blur()
}

function focusSide(): void {
  document.querySelector<HTMLElement>('.side .side-link[aria-current]')?.focus()
}
