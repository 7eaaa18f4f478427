import { TagOptions, tagOptions } from '../../../components/ui/tag-options.tsx'
import { TAGS } from '../samples.ts'
import { noop, type Story } from '../story.ts'

const list = (typed: string, active: number) => () => (
  <div class="gallery-above">
    <TagOptions
      id={`list-${typed}`}
      options={tagOptions(TAGS, typed, [])}
      active={active}
      pick={noop}
    />
  </div>
)

export const story: Story = [
  { name: 'the first is chosen', height: '220px', show: list('e', 0) },
  { name: 'nothing like it: a new one', height: '220px', show: list('园艺', 0) },
]
