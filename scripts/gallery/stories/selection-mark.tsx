import { SelectionMark } from '../../../components/ui/selection-mark.tsx'
import type { Story } from '../story.ts'

export const story: Story = [{ name: 'beside a date or title', show: () => <SelectionMark /> }]
