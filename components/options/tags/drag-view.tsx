import { t } from '../../../utils/i18n/t.ts'
import { TagChip } from '../../ui/tag-chip.tsx'
import type { Drag } from './use-tag-drag.ts'

/** What is seen of a tag on its way: itself under the pointer, and the zone that takes it to the top. */
export function DragView({ drag }: { drag: Drag }) {
  const { tag, x, y, over } = drag
  return (
    <>
      <div
        class={over === 0 ? 'tag-top-zone tag-target' : 'tag-top-zone'}
        data-role="top-zone"
        aria-hidden="true"
      >
        {t('tags.toTop')}
      </div>
      <div class="tag-ghost" style={{ translate: `${x + 8}px ${y + 8}px` }} data-over={over ?? ''}>
        <TagChip tag={tag} />
      </div>
    </>
  )
}
