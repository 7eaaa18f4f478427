import { CircleAlert } from 'lucide'
import type { ComponentChildren } from 'preact'
import { errorText } from '../../utils/i18n/t.ts'
import type { ErrorReason } from '../../utils/model/error.ts'
import { Icon } from './icon.tsx'
import './note.css'

interface Props {
  reason: ErrorReason
  /** Says it where the reason's own sentence is about something else. */
  text?: string
  /** Buttons that help. */
  children?: ComponentChildren
}

/** Says what failed and what to do about it. */
export function ErrorNote({ reason, text, children }: Props) {
  return (
    <div class="ui-note ui-note-danger" role="alert" data-role="error" data-reason={reason}>
      <Icon node={CircleAlert} />
      <div class="ui-note-body">
        <p>{text ?? errorText(reason)}</p>
        {children && <div class="ui-note-actions">{children}</div>}
      </div>
    </div>
  )
}
