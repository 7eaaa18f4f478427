import { Menu } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { allTags } from '../../../utils/db/queries.ts'
import { t } from '../../../utils/i18n/t.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Toasts } from '../../ui/toasts.tsx'
import { useLive } from '../../ui/use-live.ts'
import { KeysDialog } from '../keys-dialog.tsx'
import { formatRoute, HOME, type Route } from '../route.ts'
import { Sidebar } from '../sidebar.tsx'
import { undoLast } from '../undo-last.ts'
import { useColumns } from '../use-columns.ts'
import { useDrawer } from '../use-drawer.ts'
import { useKeys } from '../use-keys.ts'
import '../library.css'
import './page-frame.css'

interface Props {
  name: string
  title: string
  lead: string
  /** Beside the title. */
  tools?: ComponentChildren
  children: ComponentChildren
}

/** No shelf is the current one. */
const NO_SHELF: Route = { ...HOME, tags: [-1] }

const NO_TAGS: never[] = []

const go = (change: Partial<Route>): void => {
  location.hash = formatRoute({ ...HOME, ...change })
}

/** A page of the library that is no shelf, beside the same side bar. */
export function PageFrame({ name, title, lead, tools, children }: Props) {
  const tags = useLive(allTags, []) ?? NO_TAGS
  const byId = useMemo(() => new Map(tags.map((tag) => [tag.id, tag])), [tags])
  const columns = useColumns()
  const drawer = useDrawer(NO_SHELF)
  const [keysShown, setKeysShown] = useState(false)
  const showKeys = () => setKeysShown(true)
  useKeys({ '?': showKeys, 't': focusSide, 'mod+z': () => void undoLast() })
  const side = useMemo(
    () => (
      <Sidebar route={NO_SHELF} ids={columns?.ids} {...{ tags, byId, columns, go, showKeys }} />
    ),
    [tags, columns],
  )
  return (
    <div class="library" data-drawer={drawer.open} data-page={name}>
      {side}
      <button
        type="button"
        class="side-scrim"
        aria-hidden="true"
        tabIndex={-1}
        onClick={drawer.close}
      />
      <main class="library-main">
        <div class="page">
          <header class="page-head">
            <IconButton
              class="library-menu"
              icon={Menu}
              label={t('library.shelves')}
              aria-expanded={drawer.open}
              aria-controls="side"
              data-action="drawer"
              onClick={drawer.toggle}
            />
            <h1 class="page-title">{title}</h1>
            {tools}
          </header>
          <p class="page-lead">{lead}</p>
          {children}
        </div>
      </main>
      {keysShown && <KeysDialog close={() => setKeysShown(false)} />}
      <Toasts />
    </div>
  )
}

function focusSide(): void {
  document.querySelector<HTMLElement>('.side .side-link[aria-current]')?.focus()
}
