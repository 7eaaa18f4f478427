import { Marked } from '../../../components/ui/marked.tsx'
import type { Story } from '../story.ts'

const parts = (text: string) =>
  text.split(/[[\]]/).map((each, index) => ({ text: each, match: index % 2 === 1 }))

export const story: Story = [
  {
    name: 'a title',
    show: () => (
      <p>
        <Marked parts={parts('Learning [Rust] by trusting')} />
      </p>
    ),
  },
  {
    name: 'from a page',
    show: () => (
      <p>
        <Marked parts={parts('再用小火炒出[糖色]，裹在肉上')} cutBefore cutBehind />
      </p>
    ),
  },
  {
    name: 'nothing marked',
    show: () => (
      <p>
        <Marked parts={parts('A title')} />
      </p>
    ),
  },
]
