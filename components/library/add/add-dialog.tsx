import { ArrowLeft, X } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import type { AddedLine } from '../../../utils/messaging/protocol.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Toasts } from '../../ui/toasts.tsx'
import type { AllSites } from '../../ui/use-all-sites.ts'
import type { AddRequest } from '../route.ts'
import { useAddChoices } from './add-foot.tsx'
import { AddForm } from './add-form.tsx'
import { AddProgress } from './add-progress.tsx'
import { KeepWindow } from './keep-window.tsx'
import { SourceForm } from './source-form.tsx'
import { ChooseFolder } from './sources/choose-folder.tsx'
import type { LinkSources } from './sources/link-sources.ts'
import { type Source, sourceOf } from './sources/source.ts'
import { sourceTitle } from './sources/source-title.ts'
import './add-dialog.css'

interface Props {
  request: AddRequest
  tags: Tag[]
  sites: AllSites
  sources: LinkSources
  close: () => void
  /** Brings a link into view, 0 for the newest. */
  show: (linkId: number) => void
}

/** Adds links: one as quickly as it is typed, many from any text or place. */
export function AddDialog(props: Props) {
  const { request, close } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const [added, setAdded] = useState<AddedLine[]>()
  const [first] = useState(() => sourceOf(request))
  const [source, setSource] = useState(typeof first === 'string' ? undefined : first)
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    dialog.current?.querySelector<HTMLElement>('[data-role=add-field], [data-first]')?.focus()
  }, [added, source])
  // The browser gives the focus back to where it was only when the dialog itself closes.
  const shut = () => dialog.current?.close()
  const back = () => setSource(source?.kind === 'folder' ? { kind: 'bookmarks' } : undefined)
  const [text, setText] = useState(typeof first === 'string' ? first : '')
  const asked = useAddChoices(props.tags)
  return (
    <dialog
      ref={dialog}
      class="add"
      aria-labelledby="add-title"
      data-role="add"
      data-wide={source !== undefined && !added}
      onClose={close}
      onCancel={(event) => event.target !== dialog.current && event.stopPropagation()}
      closedby={added ? 'any' : 'closerequest'}
    >
      <header class="add-head">
        {source && !added && (
          <IconButton
            icon={ArrowLeft}
            label={t('library.back')}
            data-action="add-back"
            onClick={back}
          />
        )}
        <h2 id="add-title">{titleOf(request, added ? undefined : source)}</h2>
        <IconButton icon={X} label={t('ui.close')} shortcut="Esc" onClick={shut} />
      </header>
      <Stage
        {...props}
        {...{ text, setText, asked, source, setSource, added, setAdded }}
        close={shut}
      />
      <Toasts />
    </dialog>
  )
}

function titleOf({ windowId }: AddRequest, source: Source | undefined): string {
  if (windowId !== 0) return t('library.keepWindow')
  return source ? sourceTitle(source) : t('library.add')
}

type StageProps = Props & {
  /** What was typed, and what was asked of all links: kept while other places are looked at. */
  text: string
  setText: (text: string) => void
  asked: ReturnType<typeof useAddChoices>
  source: Source | undefined
  setSource: (source: Source) => void
  added: AddedLine[] | undefined
  setAdded: (lines: AddedLine[]) => void
}

/** More lines than this are followed on the shelf, where a bar shows how far they are. */
const MOST_FOLLOWED = 400

function Stage(props: StageProps) {
  const { request, tags, sites, sources, close, show, source, setSource, added, setAdded } = props
  const { asked } = props
  if (request.windowId !== 0) {
    return <KeepWindow windowId={request.windowId} sites={sites} close={close} />
  }
  if (added) return <AddProgress lines={added} sites={sites} close={close} />
  const done = (lines: AddedLine[]) => {
    const [only, ...more] = lines
    if (only && 'linkId' in only && more.length === 0) {
      show(only.already ? only.linkId : 0)
      // Where the page needs a permission, that is asked for here.
      if (only.capture !== 'needs-permission') return close()
    }
    if (lines.length <= MOST_FOLLOWED) return setAdded(lines)
    show(0)
    close()
  }
  if (source?.kind === 'bookmarks') {
    return (
      <ChooseFolder
        bookmarks={sources.bookmarks}
        choose={(folder) => setSource({ kind: 'folder', folder })}
      />
    )
  }
  if (source) return <SourceForm {...{ source, sources, tags, asked, sites, done, close }} />
  return (
    <AddForm
      first={props.text}
      typed={props.setText}
      tags={tags}
      asked={asked}
      open={({ id }) => {
        show(id)
        close()
      }}
      choose={setSource}
      done={done}
    />
  )
}
