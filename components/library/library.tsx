import { useMemo } from 'preact/hooks'
import { Toasts } from '../ui/toasts.tsx'
import { AddDialog } from './add/add-dialog.tsx'
import { BatchStrip } from './add/batch-strip.tsx'
import { DropCurtain } from './add/drop-curtain.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { Detail } from './detail.tsx'
import { FilterRow } from './filter-row.tsx'
import { focusSoon } from './focus-soon.ts'
import { KeysDialog } from './keys-dialog.tsx'
import { LibraryHead } from './library-head.tsx'
import type { LibraryProps } from './library-props.ts'
import { formatRoute } from './route.ts'
import { QueryLine } from './search/query-line.tsx'
import { Shelf } from './shelf.tsx'
import { ShelfHead } from './shelf-head.tsx'
import { Sidebar } from './sidebar.tsx'
import { useLibrary } from './use-library.ts'
import './library.css'

type Parts = ReturnType<typeof useLibrary>

/** The page of all that was kept. */
export function Library(props: LibraryProps) {
  const parts = useLibrary(props)
  const { navigation, selection, drawer } = parts
  const { route, replace, go } = navigation
  return (
    <div
      class="library"
      data-detail={route.link !== 0}
      data-selecting={selection.ids.length > 0}
      data-drawer={drawer.open}
    >
      <Side {...parts} />
      <Main {...parts} shortcut={props.shortcut} />
      {route.link !== 0 && (
        <Detail
          key={route.link}
          linkId={route.link}
          open={parts.shelfActs.open}
          openViewer={(snapshot) => props.openViewer(snapshot, route.q)}
          openAddress={props.openAddress}
          showLink={(link) => go({ scope: 'all', q: '', tags: [], not: [], link })}
          allowSites={parts.sites.allow}
          close={() => {
            replace({ link: 0 })
            focusSoon(`[data-link-id="${route.link}"] .row-link`)
          }}
        />
      )}
      <Dialogs {...parts} />
      <Toasts />
    </div>
  )
}

function Side({ navigation, results, tags, byId, index, showKeys, drawer }: Parts) {
  const { route, go } = navigation
  const ids = results?.ids
  // A thousand tags need not be drawn again for every step of the keys.
  const address = formatRoute({ ...route, link: 0 })
  const side = useMemo(
    () => <Sidebar {...{ route, tags, byId, columns: index, ids, go, showKeys }} />,
    [address, tags, index, ids],
  )
  return (
    <>
      {side}
      <button
        type="button"
        class="side-scrim"
        aria-hidden="true"
        tabIndex={-1}
        onClick={drawer.close}
      />
    </>
  )
}

function Main({ shortcut, ...parts }: Parts & Pick<LibraryProps, 'shortcut'>) {
  const { navigation, results, selection, byId, view, showView, columns } = parts
  const { route, replace } = navigation
  return (
    <main class="library-main">
      <LibraryHead
        {...{ route, replace }}
        tags={parts.tags}
        search={parts.search}
        drawer={parts.drawer}
        add={parts.add}
      />
      <QueryLine
        q={route.q}
        change={(q) => {
          replace({ q, link: 0 })
          parts.search.current?.focus()
        }}
      />
      <BatchStrip sites={parts.sites} />
      <ShelfHead results={results} tags={byId} show={showView} {...{ navigation, view }} />
      <FilterRow {...{ route }} tags={byId} go={navigation.go} />
      <Shelf
        {...{ results, route, view, selection, shortcut, columns }}
        tags={byId}
        acts={parts.shelfActs}
        clearSearch={() => {
          replace({ q: '' })
          parts.search.current?.focus()
        }}
      />
      <BulkBar {...parts.bulk} inTrash={route.scope === 'trash'} />
    </main>
  )
}

function Dialogs({ navigation, adding, tags, sites, sources, keysShown, setKeysShown }: Parts) {
  const { request, open, openFiles, close } = adding
  return (
    <>
      {keysShown && <KeysDialog close={() => setKeysShown(false)} />}
      {request && (
        <AddDialog
          key={request.number}
          {...{ request, tags, sites, sources, close }}
          show={(link) => navigation.go({ scope: 'all', q: '', tags: [], not: [], link })}
        />
      )}
      <DropCurtain drop={open} dropFiles={openFiles} />
    </>
  )
}
