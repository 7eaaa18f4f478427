import type { IconNode } from 'lucide'
import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import './note.css'

interface Props {
  icon: IconNode
  tone?: 'plain' | 'warn' | 'good' | 'accent'
  /** Buttons that help. */
  actions?: ComponentChildren
  children: ComponentChildren
}

/** A short remark in the flow of a screen, with what can be done about it. */
export function Note({ icon, tone = 'plain', actions, children }: Props) {
  return (
    <div class={`ui-note ui-note-${tone}`} role="status">
      <Icon node={icon} />
      <div class="ui-note-body">
        {children}
        {actions && <div class="ui-note-actions">{actions}</div>}
      </div>
    </div>
  )
}
