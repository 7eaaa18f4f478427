import { X } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import type { AddedLine } from '../../../utils/messaging/protocol.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import type { AllSites } from '../../ui/use-all-sites.ts'
import type { AddRequest } from '../route.ts'
import { AddForm } from './add-form.tsx'
import { AddProgress } from './add-progress.tsx'
import { KeepWindow } from './keep-window.tsx'
import './add-dialog.css'

interface Props {
  request: AddRequest
  tags: Tag[]
  sites: AllSites
  close: () => void
  /** Brings a link into view, 0 for the newest. */
  show: (linkId: number) => void
}

/** Adds links: one as quickly as it is typed, many from any text. */
export function AddDialog({ request, tags, sites, close, show }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [added, setAdded] = useState<AddedLine[]>()
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    dialog.current?.querySelector<HTMLElement>('[data-role=add-field], [data-first]')?.focus()
  }, [added])
  // The browser gives the focus back to where it was only when the dialog itself closes.
  const shut = () => dialog.current?.close()
  return (
    <dialog
      ref={dialog}
      class="add"
      aria-labelledby="add-title"
      data-role="add"
      onClose={close}
      onCancel={(event) => event.target !== dialog.current && event.stopPropagation()}
      closedby={added ? 'any' : 'closerequest'}
    >
      <header class="add-head">
        <h2 id="add-title">{t(request.windowId ? 'library.keepWindow' : 'library.add')}</h2>
        <IconButton icon={X} label={t('ui.close')} shortcut="Esc" onClick={shut} />
      </header>
      <Stage {...{ request, tags, sites, show, added, setAdded }} close={shut} />
    </dialog>
  )
}

type StageProps = Props & {
  added: AddedLine[] | undefined
  setAdded: (lines: AddedLine[]) => void
}

function Stage({ request, tags, sites, close, show, added, setAdded }: StageProps) {
  if (request.windowId !== 0) {
    return <KeepWindow windowId={request.windowId} sites={sites} close={close} />
  }
  if (added) return <AddProgress lines={added} sites={sites} close={close} />
  return (
    <AddForm
      first={request.text}
      tags={tags}
      open={({ id }) => {
        show(id)
        close()
      }}
      done={(lines) => {
        const [only, ...more] = lines
        if (only && 'linkId' in only && more.length === 0) {
          show(only.already ? only.linkId : 0)
          // Where the page needs a permission, that is asked for here.
          if (only.capture !== 'needs-permission') return close()
        }
        setAdded(lines)
      }}
    />
  )
}
