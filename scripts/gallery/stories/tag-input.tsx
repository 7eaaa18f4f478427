import { TagInput } from '../../../components/ui/tag-input.tsx'
import { TAGS, tagsAt } from '../samples.ts'
import { noop, type State, type Story, typeInto } from '../story.ts'

const input = (name: string, places: number[], rest: Partial<State> = {}): State => ({
  name,
  show: () => <TagInput tags={TAGS} chosen={tagsAt(...places)} onAdd={noop} onRemove={noop} />,
  ...rest,
})

export const story: Story = [
  input('empty', []),
  input('with tags', [0, 1, 4]),
  input('under the pointer', [0], { force: 'hover' }),
  input('focused', [0], { force: 'focus' }),
  input('a tag longer than the field, right to left', [8, 9]),
  input('open: what matches', [0], { play: (cell) => typeInto(cell, 'r'), height: '240px' }),
  input('open: a new name', [], { play: (cell) => typeInto(cell, '新标签'), height: '240px' }),
  input('open: a long name', [], { play: (cell) => typeInto(cell, 'quite'), height: '240px' }),
]
