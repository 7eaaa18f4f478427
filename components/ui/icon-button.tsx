import type { IconNode } from 'lucide'
import type { ButtonHTMLAttributes } from 'preact'
import { Icon } from './icon.tsx'
import './icon-button.css'

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'label' | 'children'> & {
  icon: IconNode
  /** Accessible name and tooltip. */
  label: string
  shortcut?: string
  /** For toggles: filled and announced as pressed. */
  pressed?: boolean
}

/** A button shown as an icon only. */
export function IconButton({ icon, label, shortcut, pressed, ...rest }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      title={shortcut ? `${label}  ${shortcut}` : label}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...rest}
      class={`ui-icon-button ${typeof rest.class === 'string' ? rest.class : ''}`}
    >
      <Icon node={icon} filled={pressed === true} />
    </button>
  )
}
