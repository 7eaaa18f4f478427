import { ArrowLeft } from 'lucide'
import { allTags } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import type { Link } from '../../utils/model/link.ts'
import type { Difference, Snapshot } from '../../utils/model/snapshot.ts'
import { Icon } from '../ui/icon.tsx'
import { SelectionMark } from '../ui/selection-mark.tsx'
import { SiteIcon } from '../ui/site-icon.tsx'
import { TagChip } from '../ui/tag-chip.tsx'
import { useLive } from '../ui/use-live.ts'
import { MissingPanel } from './missing-panel.tsx'
import { SaveMenu } from './save-menu.tsx'
import { ScorePanel } from './score-panel.tsx'
import { ScriptsPanel } from './scripts-panel.tsx'
import { VersionPicker } from './version-picker.tsx'
import { ViewSwitch } from './view-switch.tsx'
import type { View, ViewerServices } from './viewer-props.ts'

interface Props extends ViewerServices {
  snapshot: Snapshot
  link: Link | undefined
  view: View
  setView: (view: View) => void
  choose: (uid: string) => void
  /** Shows in the page what differs; undefined while there is no page to be seen. */
  mark: ((difference: Difference) => void) | undefined
}

/** What is shown, when it was kept, and what can be done with it. */
export function ViewerBar(props: Props) {
  const { snapshot, link, view, setView, choose, mark, openTab, saveFile } = props
  const icon = snapshot.resources.find((resource) => resource.kind === 'icon')?.hash
  return (
    <header class="viewer-bar">
      <a
        class="ui-icon-button"
        href="library.html"
        data-action="library"
        aria-label={t('viewer.toLibrary')}
        title={t('viewer.toLibrary')}
      >
        <Icon node={ArrowLeft} />
      </a>
      <SiteIcon url={snapshot.url} icon={link?.icon || icon || ''} />
      <div class="viewer-what">
        <h1 class="viewer-title" data-role="title" dir="auto" title={snapshot.title}>
          {link?.title || snapshot.title || snapshot.url}
        </h1>
        <OriginalAddress url={snapshot.url} openTab={openTab} />
      </div>
      {snapshot.selection && <SelectionMark />}
      <ViewerTags ids={link?.tags ?? []} />
      <div class="viewer-tools">
        <MissingPanel missing={snapshot.missing} />
        <ScriptsPanel snapshot={snapshot} saveFile={saveFile} />
        <ScorePanel snapshot={snapshot} mark={mark} />
        <VersionPicker snapshot={snapshot} choose={choose} />
        <ViewSwitch view={view} setView={setView} />
        <SaveMenu snapshot={snapshot} saveFile={saveFile} />
      </div>
    </header>
  )
}

function OriginalAddress({ url, openTab }: { url: string; openTab: (url: string) => void }) {
  const plain = url.replace(/^https?:\/\//, '')
  if (plain === url) return <span class="viewer-address">{url}</span>
  return (
    <a
      class="viewer-address"
      data-role="address"
      data-action="open-original"
      href={url}
      target="_blank"
      rel="noreferrer"
      dir="ltr"
      title={t('viewer.openOriginal')}
      onClick={(event) => {
        event.preventDefault()
        openTab(url)
      }}
    >
      {plain}
    </a>
  )
}

/** More chips than this would push the tools off the bar. */
const SHOWN_TAGS = 4

function ViewerTags({ ids }: { ids: number[] }) {
  const tags = useLive(allTags, []) ?? []
  const chosen = tags.filter((tag) => ids.includes(tag.id))
  if (chosen.length === 0) return null
  return (
    <div class="viewer-tags" title={chosen.map((tag) => tag.name).join(', ')}>
      {chosen.slice(0, SHOWN_TAGS).map((tag) => (
        <TagChip key={tag.id} tag={tag} />
      ))}
      {chosen.length > SHOWN_TAGS && <span>+{chosen.length - SHOWN_TAGS}</span>}
    </div>
  )
}
