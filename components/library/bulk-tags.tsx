import { Plus } from 'lucide'
import { useRef } from 'preact/hooks'
import { linksByIds } from '../../utils/db/queries.ts'
import { languageTag, t } from '../../utils/i18n/t.ts'
import type { Tag } from '../../utils/model/link.ts'
import { tagPath } from '../../utils/model/tag-tree.ts'
import { Icon } from '../ui/icon.tsx'
import { TagDot } from '../ui/tag-dot.tsx'
import { TagInput } from '../ui/tag-input.tsx'
import { useLive } from '../ui/use-live.ts'
import { addTags, removeTag } from './link-acts.ts'
import { useOutside } from './use-outside.ts'
import { useReturn } from './use-return.ts'

interface Props {
  ids: number[]
  tags: Tag[]
  close: () => void
}

/** Tags for all that is selected: those all hold as chips, those some hold to give to all. */
export function BulkTags({ ids, tags, close }: Props) {
  const counts = useLive(() => countHeld(ids), [ids.join()])
  const box = useRef<HTMLDivElement>(null)
  useOutside(box, close, '[data-action=bulk-tags]')
  useReturn()
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const held = tags.filter((tag) => counts?.get(tag.id) === ids.length)
  const some = tags.filter((tag) => (counts?.get(tag.id) ?? 0) > 0 && !held.includes(tag))
  return (
    <div
      class="bulk-tags"
      ref={box}
      role="dialog"
      aria-label={t('library.tagSelected')}
      data-role="bulk-tags"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      <TagInput
        tags={tags}
        chosen={held}
        autofocus
        onAdd={(paths) => void addTags(ids, paths)}
        onRemove={(tag) => void removeTag(ids, tag)}
      />
      {some.length > 0 && (
        <section class="bulk-some">
          <h2 class="side-heading">{t('library.someHold')}</h2>
          {some.map((tag) => (
            <button
              key={tag.id}
              type="button"
              class="bulk-some-tag"
              title={t('library.giveToAll', tag.name)}
              onClick={() => void addTags(ids, [tagPath(tag, byId)])}
            >
              <TagDot tag={tag} />
              <span class="ui-tag-name" dir="auto">
                {tagPath(tag, byId)}
              </span>
              <span class="bulk-some-count">
                {(counts?.get(tag.id) ?? 0).toLocaleString(languageTag())}
              </span>
              <Icon node={Plus} />
            </button>
          ))}
        </section>
      )}
    </div>
  )
}

/** How many of the links hold each tag. */
async function countHeld(ids: number[]): Promise<Map<number, number>> {
  const counts = new Map<number, number>()
  for (const link of await linksByIds(ids)) {
    for (const tag of link?.tags ?? []) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  }
  return counts
}
