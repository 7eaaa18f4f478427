import { ChevronRight, Ellipsis } from 'lucide'
import { Icon } from '../../../components/ui/icon.tsx'
import { QuietButton } from '../../../components/ui/quiet-button.tsx'
import { TagDot } from '../../../components/ui/tag-dot.tsx'
import { TAGS } from '../samples.ts'
import type { State, Story } from '../story.ts'

const icons = () => (
  <div class="gallery-row">
    <QuietButton label="Open">
      <Icon node={ChevronRight} />
    </QuietButton>
    <QuietButton label="More">
      <Icon node={Ellipsis} />
    </QuietButton>
    {TAGS.slice(0, 1).map((tag) => (
      <QuietButton key={tag.id} label="Colour">
        <TagDot tag={tag} />
      </QuietButton>
    ))}
  </div>
)

const forced = (name: string, force: 'hover' | 'focus'): State => ({ name, show: icons, force })

export const story: Story = [
  { name: 'icons and a dot', show: icons },
  forced('pointed at', 'hover'),
  forced('focused', 'focus'),
]
