import { useRef, useState } from 'preact/hooks'
import { allTags } from '../../utils/db/queries.ts'
import type { Link } from '../../utils/model/link.ts'
import { Toasts } from '../ui/toasts.tsx'
import { useAllSites } from '../ui/use-all-sites.ts'
import { useLive } from '../ui/use-live.ts'
import { AddLink, AddNotes } from './add-link.tsx'
import { Detail } from './detail.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import type { LibraryProps } from './library-props.ts'
import { SearchBox } from './search-box.tsx'
import { Shelf } from './shelf.tsx'
import { Sidebar } from './sidebar.tsx'
import { useAddLink } from './use-add-link.ts'
import { useResults } from './use-results.ts'
import { useRoute } from './use-route.ts'
import { useShelfKeys } from './use-shelf-keys.ts'
import './library.css'

/** The page of all that was kept. */
export function Library({ permission, shortcut, openViewer, openAddress }: LibraryProps) {
  const navigation = useRoute()
  const { route, go, replace } = navigation
  const ids = useResults(route)
  const tags = useLive(allTags, [])
  const sites = useAllSites(permission)
  const [keysShown, setKeysShown] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const addField = useRef<HTMLInputElement>(null)
  const adding = useAddLink(route.add, (link) => go({ scope: 'all', q: '', tag: 0, link }))
  const open = (link: Link) => (link.latest ? openViewer(link.latest) : openAddress(link.url))
  const showKeys = () => setKeysShown(true)
  useShelfKeys({
    ids: ids ?? [],
    navigation,
    open,
    showKeys,
    focusSearch: () => search.current?.select(),
    focusAdd: () => addField.current?.focus(),
    focusTags: () => document.querySelector<HTMLElement>('.detail [data-role=tag-input]')?.focus(),
  })
  return (
    <div class="library" data-detail={route.link !== 0}>
      <Sidebar route={route} tags={tags ?? []} showKeys={showKeys} />
      <main class="library-main">
        <header class="library-head">
          <SearchBox q={route.q} field={search} search={(q) => replace({ q, link: 0 })} />
          <AddLink adding={adding} field={addField} />
        </header>
        <AddNotes adding={adding} sites={sites} />
        <Shelf {...{ ids, route, shortcut, open }} tags={tags ?? []} allowSites={sites.allow} />
      </main>
      {route.link !== 0 && (
        <Detail
          key={route.link}
          linkId={route.link}
          openViewer={openViewer}
          openAddress={openAddress}
          close={() => replace({ link: 0 })}
        />
      )}
      {keysShown && <KeysDialog close={() => setKeysShown(false)} />}
      <Toasts />
    </div>
  )
}
