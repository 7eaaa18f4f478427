import { CircleCheck, Info, Sparkles, TriangleAlert } from 'lucide'
import { Button } from '../../../components/ui/button.tsx'
import { Note } from '../../../components/ui/note.tsx'
import { t, tn } from '../../../utils/i18n/t.ts'
import { ARABIC, LONG } from '../samples.ts'
import type { Story } from '../story.ts'

const ICONS = { plain: Info, good: CircleCheck, warn: TriangleAlert, accent: Sparkles }
const TONES = Object.keys(ICONS) as (keyof typeof ICONS)[]

export const story: Story = [
  ...TONES.map((tone) => ({
    name: tone,
    show: () => (
      <Note icon={ICONS[tone]} tone={tone}>
        {t('welcome.sitesAllowed')}
      </Note>
    ),
  })),
  {
    name: 'with buttons',
    show: () => (
      <Note
        icon={Info}
        tone="accent"
        actions={
          <>
            <Button size="small" look="primary">
              {t('ui.allowAllSites')}
            </Button>
            <Button size="small" look="quiet">
              {t('ui.notNow')}
            </Button>
          </>
        }
      >
        {tn('library.needsPermission', 1)}
      </Note>
    ),
  },
  { name: 'long text', show: () => <Note icon={Info}>{LONG}</Note> },
  { name: 'a long word', show: () => <Note icon={Info}>{'long'.repeat(40)}</Note> },
  {
    name: 'right to left',
    show: () => (
      <div dir="rtl">
        <Note icon={Info}>{ARABIC}</Note>
      </div>
    ),
  },
]
