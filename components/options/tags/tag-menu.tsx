import { t } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { Popover } from './popover.tsx'
import { rowPart } from './row-part.ts'
import './tag-menu.css'

export interface MenuItem {
  /** For tests and styles. */
  action: string
  name: string
  keys: string
  run: () => void
  disabled?: boolean
  danger?: boolean
}

interface Props {
  tag: Tag
  items: MenuItem[]
  at?: { x: number; y: number } | undefined
  close: () => void
}

/** Everything that can be done to a tag, each with its key. */
export function TagMenu({ tag, items, at, close }: Props) {
  const anchor = () => (at ? { left: at.x, top: at.y, bottom: at.y } : rowPart(tag.id, 'menu'))
  return (
    <Popover label={t('tags.menuOf', tag.name)} anchor={anchor} close={close}>
      <div class="tag-menu" data-role="tag-menu">
        {items.map(({ action, name, keys, run, disabled = false, danger = false }) => (
          <button
            key={action}
            type="button"
            role="menuitem"
            class={danger ? 'tag-menu-item tag-menu-danger' : 'tag-menu-item'}
            data-item
            data-action={action}
            aria-disabled={disabled}
            onClick={() => {
              if (!disabled) run()
            }}
          >
            <span>{name}</span>
            <kbd>{keys}</kbd>
          </button>
        ))}
        {tag.aliases.length > 0 && (
          <p class="tag-menu-aliases" dir="auto">
            {t('tags.aliases', tag.aliases.join(t('tags.listComma')))}
          </p>
        )}
      </div>
    </Popover>
  )
}
