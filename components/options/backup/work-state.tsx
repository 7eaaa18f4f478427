import type { Progress as Steps } from '../../../utils/archive/zip/progress.ts'
import { t } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Progress } from '../../ui/progress.tsx'
import { count } from './count.ts'
import { cancelWork, type Work, type WorkKind } from './work.ts'

/** How far an export or import has come, or why it failed. */
export function WorkState({ work, kind }: { work: Work; kind: WorkKind }) {
  if (work.state === 'failed' && work.kind === kind)
    return (
      <div class="backup-state">
        <ErrorNote
          reason={work.reason}
          {...(work.reason === 'disk-full' ? { text: t('backup.diskFull') } : {})}
        />
      </div>
    )
  if (work.state !== 'running' || work.kind !== kind) return null
  const { progress } = work
  return (
    <div class="options-line backup-running" data-role="backup-running">
      <div class="options-text">
        <Progress
          label={
            progress ? label(progress) : t(kind === 'export' ? 'backup.reading' : 'backup.opening')
          }
          {...(progress ? { value: progress.done / Math.max(1, progress.total) } : {})}
        />
        <p class="options-hint">{t('backup.stayHere')}</p>
      </div>
      <Button size="small" data-action="cancel-backup" onClick={cancelWork}>
        {t('backup.cancel')}
      </Button>
    </div>
  )
}

const LABELS = {
  bodies: 'backup.stageBodies',
  pages: 'backup.stagePages',
  check: 'backup.stageCheck',
  store: 'backup.stageStore',
} as const satisfies Record<Steps['stage'], string>

const label = ({ stage, done, total }: Steps): string => t(LABELS[stage], count(done), count(total))
