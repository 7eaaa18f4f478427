import { Skeleton } from '../../../components/ui/skeleton.tsx'
import type { Story } from '../story.ts'

export const story: Story = [
  { name: 'a line of text', show: () => <Skeleton width="70%" /> },
  { name: 'a picture', show: () => <Skeleton height="90px" /> },
]
