import { ToastBox } from '../../../components/ui/toast-box.tsx'
import { errorText, t, tn } from '../../../utils/i18n/t.ts'
import { ARABIC, LONG } from '../samples.ts'
import type { Story } from '../story.ts'

export const story: Story = [
  {
    name: 'plain',
    show: () => <ToastBox toast={{ id: 0, tone: 'plain', text: t('ui.undone') }} />,
  },
  {
    name: 'with Undo',
    show: () => (
      <ToastBox toast={{ id: 0, tone: 'plain', text: tn('library.trashed', 12), actId: 'a' }} />
    ),
  },
  {
    name: 'with Undo, focused',
    force: 'focus',
    show: () => <ToastBox toast={{ id: 0, tone: 'plain', text: t('library.added'), actId: 'a' }} />,
  },
  {
    name: 'an error',
    show: () => <ToastBox toast={{ id: 0, tone: 'error', text: errorText('disk-full') }} />,
  },
  {
    name: 'long text',
    wide: true,
    show: () => <ToastBox toast={{ id: 0, tone: 'plain', text: LONG, actId: 'a' }} />,
  },
  {
    name: 'right to left',
    show: () => (
      <div dir="rtl">
        <ToastBox toast={{ id: 0, tone: 'plain', text: ARABIC, actId: 'a' }} />
      </div>
    ),
  },
]
