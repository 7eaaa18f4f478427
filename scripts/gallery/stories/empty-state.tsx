import { Archive, Camera, Inbox, SearchX } from 'lucide'
import { Button } from '../../../components/ui/button.tsx'
import { EmptyState } from '../../../components/ui/empty-state.tsx'
import { t } from '../../../utils/i18n/t.ts'
import { LONG } from '../samples.ts'
import type { Story } from '../story.ts'

export const story: Story = [
  {
    name: 'a title alone',
    show: () => <EmptyState icon={Archive} title={t('library.archiveEmpty')} />,
  },
  {
    name: 'with a hint',
    show: () => (
      <EmptyState icon={Inbox} title={t('library.inboxEmpty')}>
        <p>{t('library.inboxEmptyHint')}</p>
      </EmptyState>
    ),
  },
  {
    name: 'with something to do',
    show: () => (
      <EmptyState icon={Camera} title={t('library.firstTitle')}>
        <p>{t('library.wayToolbar')}</p>
        <Button look="primary">{t('welcome.tryIt')}</Button>
      </EmptyState>
    ),
  },
  {
    name: 'long text',
    show: () => (
      <EmptyState icon={SearchX} title={LONG}>
        <p>{LONG}</p>
      </EmptyState>
    ),
  },
]
