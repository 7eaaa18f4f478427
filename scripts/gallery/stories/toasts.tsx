import { Button } from '../../../components/ui/button.tsx'
import { showToast } from '../../../components/ui/toast-store.ts'
import { Toasts } from '../../../components/ui/toasts.tsx'
import { errorText, t } from '../../../utils/i18n/t.ts'
import type { Story } from '../story.ts'

const say = () => showToast(t('library.added'), { actId: 'sample' })
const fail = () => showToast(errorText('timeout'), { tone: 'error' })

export const story: Story = [
  {
    name: 'at the foot of the page, one at a time, for eight seconds',
    wide: true,
    height: '120px',
    show: () => (
      <div class="gallery-row">
        <Button onClick={say}>Say</Button>
        <Button onClick={fail}>Fail</Button>
        <Toasts />
      </div>
    ),
    play: say,
  },
]
