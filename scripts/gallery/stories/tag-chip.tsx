import { TagChip } from '../../../components/ui/tag-chip.tsx'
import { TAGS, tagsAt } from '../samples.ts'
import { noop, type Story } from '../story.ts'

export const story: Story = [
  {
    name: 'all colours',
    wide: true,
    show: () => (
      <div class="gallery-row">
        {TAGS.map((tag) => (
          <TagChip key={tag.id} tag={tag} />
        ))}
      </div>
    ),
  },
  {
    name: 'removable',
    wide: true,
    show: () => (
      <div class="gallery-row">
        {TAGS.map((tag) => (
          <TagChip key={tag.id} tag={tag} onRemove={noop} />
        ))}
      </div>
    ),
  },
  {
    name: 'removable, under the pointer',
    force: 'hover',
    show: () => tagsAt(1).map((tag) => <TagChip key={tag.id} tag={tag} onRemove={noop} />),
  },
  {
    name: 'removable, focused',
    force: 'focus',
    show: () => tagsAt(1).map((tag) => <TagChip key={tag.id} tag={tag} onRemove={noop} />),
  },
]
