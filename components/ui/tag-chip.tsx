import { X } from 'lucide'
import { t } from '../../utils/i18n/t.ts'
import type { Tag } from '../../utils/model/link.ts'
import { Icon } from './icon.tsx'
import { TagDot } from './tag-dot.tsx'
import './tag-chip.css'

interface Props {
  tag: Tag
  onRemove?: () => void
}

/** A tag's name with its colour, removable where `onRemove` is given. */
export function TagChip({ tag, onRemove }: Props) {
  return (
    <span class={onRemove ? 'ui-tag ui-tag-removable' : 'ui-tag'} data-role="tag">
      <TagDot tag={tag} />
      <span class="ui-tag-name" dir="auto">
        {tag.name}
      </span>
      {onRemove && (
        <button
          type="button"
          class="ui-tag-remove"
          aria-label={t('ui.removeTag', tag.name)}
          onClick={onRemove}
        >
          <Icon node={X} />
        </button>
      )}
    </span>
  )
}
