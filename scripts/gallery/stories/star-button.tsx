import { StarButton } from '../../../components/ui/star-button.tsx'
import type { Story } from '../story.ts'

export const story: Story = [
  { name: 'without a star', show: () => <StarButton link={{ id: 1, starred: 0 }} /> },
  { name: 'starred', show: () => <StarButton link={{ id: 1, starred: 1 }} /> },
  {
    name: 'starred, under the pointer',
    force: 'hover',
    show: () => <StarButton link={{ id: 1, starred: 1 }} />,
  },
]
