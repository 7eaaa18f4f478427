import { Search } from 'lucide'
import { TextField } from '../../../components/ui/text-field.tsx'
import { ARABIC, LONG } from '../samples.ts'
import { noop, type State, type Story } from '../story.ts'

const field = (name: string, props: object = {}, force?: State['force']): State => ({
  name,
  ...(force ? { force } : {}),
  show: () => <TextField label="Search" value="" onText={noop} {...props} />,
})

export const story: Story = [
  field('empty', { placeholder: 'Search titles', icon: Search, hint: '/' }),
  field('filled', { value: '红烧肉 2026', icon: Search, hint: '/' }),
  field('under the pointer', { placeholder: 'Search titles' }, 'hover'),
  field('focused', { placeholder: 'Search titles' }, 'focus'),
  field('disabled', { value: 'Not now', disabled: true }),
  field('invalid', { value: 'not an address', invalid: true }),
  field('long text', { value: LONG }),
  field('right to left', { value: ARABIC, icon: Search }),
]
