import { TriangleAlert } from 'lucide'
import { t, tn } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/note.tsx'

interface Props {
  links: number
  answer: (removals: 'remove' | 'keep') => void
}

/** More links were deleted elsewhere than anybody deletes by the way: asks before they go here, too. */
export function RemovalsQuestion({ links, answer }: Props) {
  return (
    <div class="cloud-block" data-role="removals">
      <Note
        icon={TriangleAlert}
        tone="warn"
        actions={
          <>
            <Button size="small" data-action="keep-links" onClick={() => answer('keep')}>
              {t('cloud.keep')}
            </Button>
            <Button
              size="small"
              look="danger"
              data-action="remove-links"
              onClick={() => answer('remove')}
            >
              {t('cloud.remove')}
            </Button>
          </>
        }
      >
        <p>{tn('cloud.asks', links)}</p>
        <p class="cloud-small">{t('cloud.asksHint')}</p>
      </Note>
    </div>
  )
}
