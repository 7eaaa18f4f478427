import { Camera, Trash2 } from 'lucide'
import { Button } from '../../../components/ui/button.tsx'
import { ARABIC, LONG } from '../samples.ts'
import type { State, Story } from '../story.ts'

const LOOKS = ['primary', 'plain', 'quiet', 'danger'] as const

const each = (name: string, props: object, force?: State['force']): State => ({
  name,
  ...(force ? { force } : {}),
  wide: true,
  show: () => (
    <div class="gallery-row">
      {LOOKS.map((look) => (
        <Button key={look} look={look} icon={look === 'danger' ? Trash2 : Camera} {...props}>
          {look} 保存
        </Button>
      ))}
    </div>
  ),
})

export const story: Story = [
  each('at rest', {}),
  each('under the pointer', {}, 'hover'),
  each('pressed', {}, 'active'),
  each('focused', {}, 'focus'),
  each('disabled', { disabled: true }),
  each('small', { size: 'small' }),
  each('large', { size: 'large' }),
  {
    name: 'wide, with its shortcut',
    show: () => (
      <Button wide look="primary" size="large" icon={Camera} shortcut="S">
        Keep
      </Button>
    ),
  },
  { name: 'long text', show: () => <Button wide>{LONG}</Button> },
  {
    name: 'right to left',
    show: () => (
      <div dir="rtl">
        <Button wide icon={Camera}>
          {ARABIC}
        </Button>
      </div>
    ),
  },
]
