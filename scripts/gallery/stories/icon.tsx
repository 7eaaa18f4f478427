import { Bookmark, Library, Settings, Star } from 'lucide'
import { Icon } from '../../../components/ui/icon.tsx'
import type { Story } from '../story.ts'

const NODES = [Library, Bookmark, Star, Settings]

export const story: Story = ([16, 20, 24] as const).map((size) => ({
  name: `${size} px, outlined and filled`,
  show: () => (
    <div class="gallery-row">
      {NODES.map((node, index) => (
        <Icon key={index} node={node} size={size} />
      ))}
      <Icon node={Star} size={size} filled />
    </div>
  ),
}))
