import { Plus } from 'lucide'
import { t } from '../../utils/i18n/t.ts'
import type { Tag } from '../../utils/model/link.ts'
import { tagPath } from '../../utils/model/tag-tree.ts'
import { Icon } from './icon.tsx'
import { foldName, matchTags } from './match-tags.ts'
import { TagDot } from './tag-dot.tsx'

/** The path of an existing tag, or one to make a new tag of. */
export interface TagOption {
  name: string
  tag?: Tag
}

/** Existing tags first; a last entry offers to make a new one unless one of that very path exists. */
export function tagOptions(tags: Tag[], typed: string, chosen: number[]): TagOption[] {
  const found: TagOption[] = matchTags(tags, typed, chosen).map(({ tag, path }) => ({
    name: path,
    tag,
  }))
  const wanted = foldName(typed)
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const exists = tags.some((tag) => foldName(tagPath(tag, byId)) === wanted)
  return wanted === '' || exists ? found : [...found, { name: typed.trim() }]
}

interface Props {
  id: string
  options: TagOption[]
  active: number
  pick: (name: string) => void
}

/** The list under a tag field. */
export function TagOptions({ id, options, active, pick }: Props) {
  return (
    <div class="ui-tag-options" id={id} role="listbox" aria-label={t('ui.tags')}>
      {options.map(({ name, tag }, index) => (
        <div
          key={tag?.id ?? 'new'}
          id={`${id}-${index}`}
          class="ui-tag-option"
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          // Before the field loses focus, which closes the list.
          onPointerDown={(event) => {
            event.preventDefault()
            pick(name)
          }}
        >
          {tag ? <TagDot tag={tag} /> : <Icon node={Plus} />}
          <span class="ui-tag-name" dir="auto">
            {tag ? name : t('ui.newTag', name)}
          </span>
        </div>
      ))}
    </div>
  )
}
