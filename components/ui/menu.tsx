import { Popover, type PopoverProps } from './popover.tsx'
import './menu.css'

export interface MenuItem {
  /** For tests and styles. */
  action: string
  name: string
  keys: string
  run: () => void
  disabled?: boolean
  danger?: boolean
}

interface Props extends Omit<PopoverProps, 'children'> {
  items: MenuItem[]
  /** For tests and styles. */
  name: string
  /** Stands below the items. */
  foot?: PopoverProps['children']
}

/** Everything that can be done to something, each act with its key. */
export function Menu({ items, name, foot, ...popover }: Props) {
  return (
    <Popover {...popover}>
      <div class={`ui-menu ${name}`} data-role={name}>
        {items.map(({ action, name: text, keys, run, disabled = false, danger = false }) => (
          <button
            key={action}
            type="button"
            role="menuitem"
            class={danger ? 'ui-menu-item ui-menu-danger' : 'ui-menu-item'}
            data-item
            data-action={action}
            aria-disabled={disabled}
            onClick={() => {
              if (!disabled) run()
            }}
          >
            <span>{text}</span>
            <kbd>{keys}</kbd>
          </button>
        ))}
        {foot}
      </div>
    </Popover>
  )
}
