import type { IconNode } from 'lucide'
import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import './empty-state.css'

interface Props {
  icon: IconNode
  title: string
  children?: ComponentChildren
}

/** What a list shows when it has nothing to list. */
export function EmptyState({ icon, title, children }: Props) {
  return (
    <div class="ui-empty" data-role="empty">
      <span class="ui-empty-icon">
        <Icon node={icon} size={24} />
      </span>
      <h2 class="ui-empty-title">{title}</h2>
      {children && <div class="ui-empty-body">{children}</div>}
    </div>
  )
}
