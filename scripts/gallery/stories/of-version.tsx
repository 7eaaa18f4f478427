import { OfVersion } from '../../../components/ui/of-version.tsx'
import type { Story } from '../story.ts'

export const story: Story = [
  { name: 'in a line', show: () => <OfVersion at={Date.UTC(2026, 2, 8)} /> },
  { name: 'of long ago', show: () => <OfVersion at={Date.UTC(2019, 10, 21)} /> },
]
