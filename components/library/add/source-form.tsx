import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import type { AddedLine, ChosenTab } from '../../../utils/messaging/protocol.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Progress } from '../../ui/progress.tsx'
import type { AllSites } from '../../ui/use-all-sites.ts'
import { AddFoot, type useAddChoices } from './add-foot.tsx'
import { AskForSites } from './ask-for-sites.tsx'
import { KeepTabs } from './keep-tabs.tsx'
import { PickHead } from './pick/pick-head.tsx'
import type { PickItem } from './pick/pick-item.ts'
import { PickList } from './pick/pick-list.tsx'
import { usePick } from './pick/use-pick.ts'
import type { LinkSources } from './sources/link-sources.ts'
import type { ListSource, LoadedSource } from './sources/load-source.ts'
import { useLoaded } from './sources/use-loaded.ts'
import { useAdd } from './use-add.ts'

interface Props {
  source: ListSource
  sources: LinkSources
  tags: Tag[]
  asked: ReturnType<typeof useAddChoices>
  sites: AllSites
  done: (lines: AddedLine[]) => void
  close: () => void
}

/** Links of a file, a page, the open tabs or a folder of bookmarks, to choose from. */
export function SourceForm({ source, sources, tags, sites, ...rest }: Props) {
  const ready = source.kind !== 'tabs' || sites.allowed === true
  const { loaded, reason } = useLoaded(source, sources, ready)
  if (loaded)
    return <ListForm loaded={loaded} inPlace={source.kind === 'tabs'} tags={tags} {...rest} />
  return (
    <div class="add-form" data-role="reading">
      {reason && <ErrorNote reason={reason} />}
      {!reason && ready && <Progress label={t('library.readingLinks')} />}
      {!ready && sites.allowed === false && (
        <AskForSites sites={sites} text={t('library.tabsNeed')} />
      )}
    </div>
  )
}

interface ListProps extends Pick<Props, 'tags' | 'asked' | 'done' | 'close'> {
  loaded: LoadedSource
  /** They are open: their pages are kept where they stand. */
  inPlace: boolean
}

function ListForm({ loaded, inPlace, tags, asked, done, close }: ListProps) {
  const pick = usePick(loaded.items, loaded.home)
  const { add, busy, reason } = useAdd(done)
  const [keeping, setKeeping] = useState<ChosenTab[]>()
  const form = useRef<HTMLFormElement>(null)
  // Typing narrows the list, arrows go down into it.
  useEffect(
    () => form.current?.querySelector<HTMLElement>('.ui-field-input, .pick-list')?.focus(),
    [],
  )
  if (keeping) return <KeepTabs tabs={keeping} tags={asked.choices.tags} close={close} />
  const { chosen } = pick
  const hasOwn = loaded.items.some((item) => item.tags.length > 0)
  return (
    <form
      ref={form}
      class="add-form"
      data-role="pick"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen.length === 0) return
        if (inPlace && asked.choices.capture) setKeeping(chosenTabs(chosen))
        else add(chosen, asked.choices)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        event.currentTarget.requestSubmit()
      }}
    >
      <PickHead pick={pick} />
      <PickList pick={pick} />
      {reason && <ErrorNote reason={reason} />}
      <AddFoot {...{ tags, asked, hasOwn, busy }} count={chosen.length} />
    </form>
  )
}

const chosenTabs = (chosen: PickItem[]): ChosenTab[] =>
  chosen.flatMap(({ tabId, url, title }) => (tabId === undefined ? [] : { tabId, url, title }))
