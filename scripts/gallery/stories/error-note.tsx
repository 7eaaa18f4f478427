import { Button } from '../../../components/ui/button.tsx'
import { ErrorNote } from '../../../components/ui/error-note.tsx'
import { t } from '../../../utils/i18n/t.ts'
import { ERROR_REASONS } from '../../../utils/model/error.ts'
import type { Story } from '../story.ts'

export const story: Story = [
  ...ERROR_REASONS.map((reason) => ({
    name: reason,
    show: () => <ErrorNote reason={reason} />,
  })),
  {
    name: 'with a button that helps',
    show: () => (
      <ErrorNote reason="timeout">
        <Button size="small">{t('ui.retry')}</Button>
      </ErrorNote>
    ),
  },
]
