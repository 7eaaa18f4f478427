import { RefreshCw } from 'lucide'
import type { SyncView } from '../../../utils/db/sync-queries.ts'
import { t } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { count } from '../backup/count.ts'
import { Line } from '../line.tsx'
import { Section } from '../section.tsx'
import { RemovalsQuestion } from './removals-question.tsx'
import { SyncLog } from './sync-log.tsx'
import { SyncStatusLine } from './sync-status-line.tsx'
import { UseBars } from './use-bars.tsx'

export interface SyncCardProps {
  view: SyncView
  /** Whether somebody has to sign in again first. */
  expired?: boolean
  syncNow: (removals?: 'remove' | 'keep') => void
}

/** How sync stands, what is still to be sent, what the cloud holds, and what happened. */
export function SyncCard({ view, expired = false, syncNow }: SyncCardProps) {
  const { status, unsent, bodies, use, log } = view
  const waits = unsent + bodies > 0
  return (
    <Section title={t('cloud.sync')}>
      <SyncStatusLine view={view}>
        <Button
          icon={RefreshCw}
          data-action="sync-now"
          disabled={expired || status.state === 'running'}
          onClick={() => syncNow()}
        >
          {t('cloud.syncNow')}
        </Button>
      </SyncStatusLine>
      {status.state === 'asks' && <RemovalsQuestion links={status.links} answer={syncNow} />}
      <Line label={t('cloud.unsent')}>
        <span class="cloud-figure" data-role="unsent">
          {waits ? t('cloud.unsentCounts', count(unsent), count(bodies)) : t('cloud.nothing')}
        </span>
      </Line>
      {use && <UseBars use={use} />}
      <SyncLog log={log} />
    </Section>
  )
}
