import type { IconNode } from 'lucide'
import type { ButtonHTMLAttributes, ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import './button.css'

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'size' | 'icon'> & {
  look?: 'primary' | 'plain' | 'quiet' | 'danger'
  size?: 'small' | 'medium' | 'large'
  icon?: IconNode
  /** Shown at the end in a lighter tone. */
  shortcut?: string
  wide?: boolean
  children: ComponentChildren
}

/** A labelled button; extra attributes such as `data-action` go to the element. */
export function Button(props: Props) {
  const { look = 'plain', size = 'medium', icon, shortcut, wide, children, ...rest } = props
  const classes = `ui-button ui-button-${look} ui-button-${size}${wide ? ' ui-button-wide' : ''}`
  return (
    <button type="button" {...rest} class={classes}>
      {icon && <Icon node={icon} />}
      <span class="ui-button-label">{children}</span>
      {shortcut && (
        <span class="ui-button-shortcut" aria-hidden="true">
          {shortcut}
        </span>
      )}
    </button>
  )
}
