import { IndexingNote } from '../../../../../components/library/search/index-note.tsx'
import type { State, Story } from '../../../story.ts'
import '../../../../../components/library/search/query-line.css'

const shown = (name: string, done: number, of: number): State => ({
  name,
  show: () => <IndexingNote {...{ done, of }} />,
})

export const story: Story = [
  shown('at the beginning', 0, 10_000),
  shown('half way through many', 48_200, 100_000),
]
