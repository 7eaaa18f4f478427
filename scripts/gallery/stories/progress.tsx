import { Progress } from '../../../components/ui/progress.tsx'
import { t } from '../../../utils/i18n/t.ts'
import type { Story } from '../story.ts'

export const story: Story = [
  { name: 'share unknown', show: () => <Progress label={t('ui.keeping')} /> },
  { name: 'at 0', show: () => <Progress label={t('ui.partsKept', 0, 24)} value={0} /> },
  { name: 'at 62 %', show: () => <Progress label={t('ui.partsKept', 15, 24)} value={0.62} /> },
  { name: 'done', show: () => <Progress label={t('ui.partsKept', 24, 24)} value={1} /> },
]
