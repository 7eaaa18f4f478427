import { Pencil } from 'lucide'
import { IconButton } from '../../../components/ui/icon-button.tsx'
import type { State, Story } from '../story.ts'

const state = (name: string, props: object = {}, force?: State['force']): State => ({
  name,
  ...(force ? { force } : {}),
  show: () => <IconButton icon={Pencil} label="Edit" {...props} />,
})

export const story: Story = [
  state('at rest', { shortcut: 'E' }),
  state('under the pointer', {}, 'hover'),
  state('pressed', {}, 'active'),
  state('focused', {}, 'focus'),
  state('disabled', { disabled: true }),
  state('toggle, off', { pressed: false }),
  state('toggle, on', { pressed: true }),
]
