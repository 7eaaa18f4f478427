import { t } from '../../utils/i18n/t.ts'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import type { SaveWork } from './use-save.ts'

interface Props {
  work: SaveWork
  cancel: () => void
}

/** How far a file has come that takes its time. */
export function SaveProgress({ work, cancel }: Props) {
  return (
    <div class="viewer-save-progress" data-role="save-progress">
      <Progress label={t('viewer.saving', work.name)} value={work.share} />
      <Button size="small" data-action="cancel-save" onClick={cancel}>
        {t('viewer.cancel')}
      </Button>
    </div>
  )
}
