import { X } from 'lucide'
import { t } from '../../utils/i18n/t.ts'
import type { Tag } from '../../utils/model/link.ts'
import { Icon } from './icon.tsx'
import { TagDot } from './tag-dot.tsx'
import './tag-chip.css'

interface Props {
  tag: Tag
  /** Names from the top down, where the tags above are to be shown as well. */
  path?: string
  onRemove?: () => void
}

/** A tag's name with its colour, removable where `onRemove` is given. */
export function TagChip({ tag, path = tag.name, onRemove }: Props) {
  const above = path.slice(0, path.length - tag.name.length)
  return (
    <span class={onRemove ? 'ui-tag ui-tag-removable' : 'ui-tag'} data-role="tag">
      <TagDot tag={tag} />
      <span class="ui-tag-name" dir="auto">
        {above && <span class="ui-tag-above">{above}</span>}
        {tag.name}
      </span>
      {onRemove && (
        <button
          type="button"
          class="ui-tag-remove"
          aria-label={t('ui.removeTag', path)}
          onClick={onRemove}
        >
          <Icon node={X} />
        </button>
      )}
    </span>
  )
}
