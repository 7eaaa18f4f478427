import { TagDot } from '../../../components/ui/tag-dot.tsx'
import { TAGS } from '../samples.ts'
import type { Story } from '../story.ts'

export const story: Story = [
  {
    name: 'all colours, and the one a name gives',
    show: () => (
      <div class="gallery-row">
        {TAGS.map((tag) => (
          <TagDot key={tag.id} tag={tag} />
        ))}
      </div>
    ),
  },
]
