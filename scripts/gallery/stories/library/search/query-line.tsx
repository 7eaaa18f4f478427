import { QueryLine } from '../../../../../components/library/search/query-line.tsx'
import { LONG } from '../../../samples.ts'
import { noop, type State, type Story } from '../../../story.ts'

const shown = (name: string, q: string): State => ({
  name,
  wide: true,
  show: () => <QueryLine q={q} change={noop} />,
})

export const story: Story = [
  shown('words and a tag', '排版 "line height" tag:设计'),
  shown('what must not be there, one of two, a state', '-coffee (tea OR 茶) is:unread'),
  shown('what is not understood', 'tea before:2024-13'),
  shown('a phrase of great length', `"${LONG}"`),
]
