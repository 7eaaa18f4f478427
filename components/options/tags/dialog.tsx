import { X } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import './dialog.css'

interface Props {
  title: string
  /** For tests. */
  name: string
  close: () => void
  children: ComponentChildren
}

/** A dialog over the page; Escape and a click beside it close it. */
export function Dialog({ title, name, close, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={heading}
      data-role={name}
      onClose={close}
      closedby="any"
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id={heading} class="dialog-title">
            {title}
          </h2>
          <IconButton icon={X} label={t('ui.close')} onClick={() => dialog.current?.close()} />
        </header>
        {children}
      </div>
    </dialog>
  )
}
