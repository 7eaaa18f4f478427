import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { allTags } from '../../utils/db/queries.ts'
import { send } from '../../utils/messaging/send.ts'
import type { Link } from '../../utils/model/link.ts'
import { showFailure } from '../ui/run-act.ts'
import { useAllSites } from '../ui/use-all-sites.ts'
import { useLive } from '../ui/use-live.ts'
import { useAddDialog } from './add/use-add-dialog.ts'
import { focusSoon } from './focus-soon.ts'
import type { LibraryProps } from './library-props.ts'
import { shelfKey, type View } from './route.ts'
import { versionToOpen } from './search/version-to-open.ts'
import { useColumns } from './use-columns.ts'
import { useDrawer } from './use-drawer.ts'
import { useEmptyFocus } from './use-empty-focus.ts'
import { useLeaveSearch } from './use-leave-search.ts'
import { useResults } from './use-results.ts'
import { useRoute } from './use-route.ts'
import { type Selection, useSelection } from './use-selection.ts'
import { useShelfKeys } from './use-shelf-keys.ts'
import { useTargetActs } from './use-target-acts.ts'

const NO_TAGS: never[] = []
const NO_IDS = new Float64Array()

/** All that the library shows and does, its parts joined. */
export function useLibrary(props: LibraryProps) {
  const { permission, sources, openViewer, openAddress, exportLinks } = props
  const navigation = useRoute()
  const { route, go, replace } = navigation
  const index = useColumns()
  const results = useResults(route, index)
  const selection = useSelection(results, shelfKey(route))
  const tags = useLive(allTags, []) ?? NO_TAGS
  const byId = useMemo(() => new Map(tags.map((tag) => [tag.id, tag])), [tags])
  const sites = useAllSites(permission)
  const { acts, busy } = useTargetActs()
  const [keysShown, setKeysShown] = useState(false)
  const [tagging, setTagging] = useState(false)
  const exporting = useExporting(selection)
  const search = useRef<HTMLInputElement>(null)
  const columns = useRef(1)
  const drawer = useDrawer(route)
  const adding = useAddDialog(route, replace)
  const { view, showView } = useView(navigation, props.lastView)

  const open = (link: Link) => {
    if (link.latest === '') return openAddress(link.url)
    void versionToOpen(link, route.q)
      .catch(() => link.latest)
      .then((version) => openViewer(version, route.q))
  }
  const show = (id: number) => {
    selection.moveTo(id)
    if (route.link === 0) go({ link: id })
    else replace({ link: id })
  }
  const editTags = () => {
    if (selection.ids.length > 0) return setTagging(true)
    if (route.link === 0) go({ link: selection.cursor })
    focusSoon('.detail [data-role=tag-input]')
  }
  const showKeys = () => setKeysShown(true)
  const add = () => adding.open({ text: '', html: '' })
  const focusSearch = () => search.current?.select()
  const ids = results?.ids ?? NO_IDS
  useEmptyFocus(results)
  useLeaveSearch(search, () => {
    if (ids[0] !== undefined) selection.moveTo(ids[0])
    return ids[0] !== undefined
  })
  const forKeys = {
    results,
    navigation,
    selection,
    acts,
    columns,
    open,
    showView,
    editTags,
  }
  useShelfKeys({ ...forKeys, add, showKeys, focusSearch, exportThem: exporting.open })
  return {
    ...{
      navigation,
      results,
      selection,
      tags,
      byId,
      index,
      view,
      showView,
      sites,
      drawer,
      adding,
      add,
    },
    ...{ sources, search, columns, keysShown, setKeysShown, showKeys },
    shelfActs: { show, open, allowSites: sites.allow, ...selection },
    bulk: {
      ...{ ids: selection.ids, acts, busy, tags, tagging, setTagging, clear: selection.clear },
      ...{ exporting: exporting.shown, setExporting: exporting.setShown, exportLinks },
    },
  }
}

/** Whether it is asked as what the selected links are exported; not of another selection. */
function useExporting({ ids }: Selection) {
  const [shown, setShown] = useState(false)
  const isSome = ids.length > 0
  useEffect(() => {
    if (!isSome) setShown(false)
  }, [isSome])
  return { shown, setShown, open: () => setShown(isSome) }
}

/** The view of the address, else the one used last. */
function useView({ route, replace }: ReturnType<typeof useRoute>, last: View) {
  const showView = (view: View) => {
    replace({ view })
    void send('set-setting', { key: 'libraryView', value: view }).catch(showFailure)
  }
  return { view: route.view || last, showView }
}
