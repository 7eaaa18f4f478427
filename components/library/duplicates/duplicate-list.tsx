import { CircleCheck } from 'lucide'
import { t, tn } from '../../../utils/i18n/t.ts'
import type { LikeReason } from '../../../utils/links/group-duplicates.ts'
import type { Link } from '../../../utils/model/link.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Progress } from '../../ui/progress.tsx'
import { DuplicateGroup } from './duplicate-group.tsx'
import type { Search } from './use-duplicates.ts'
import './duplicates.css'

export interface ShownGroup {
  key: string
  reasons: LikeReason[]
  links: Link[]
}

interface Props {
  search: Search
  /** Undefined until they are read. */
  groups: ShownGroup[] | undefined
  /** There are more than these. */
  more: boolean
  showMore: () => void
  stop: () => void
  openViewer: (snapshot: string) => void
  openAddress: (url: string) => void
}

/** What was found so far, and how far the finder is. */
export function DuplicateList({ search, groups = [], more, showMore, stop, ...open }: Props) {
  const { share, stopped, failed } = search
  const isThrough = share === 1 && !stopped && !failed
  return (
    <div class="duplicates" data-role="duplicates" data-done={share === 1}>
      {share < 1 && (
        <div class="ui-progress-line duplicates-progress" data-role="finding">
          <Progress label={t('duplicates.finding')} value={share} />
          <Button size="small" data-action="stop" onClick={stop}>
            {t('ui.stop')}
          </Button>
        </div>
      )}
      {failed && <ErrorNote reason="unknown" />}
      {stopped && <p class="duplicates-note">{t('duplicates.stopped')}</p>}
      {groups.length > 0 && (
        <p class="duplicates-note" role="status">
          {tn('duplicates.found', search.groups.length)}
        </p>
      )}
      {groups.map(({ key, ...group }) => (
        <DuplicateGroup key={key} {...group} {...open} />
      ))}
      {isThrough && groups.length === 0 && (
        <EmptyState icon={CircleCheck} title={t('duplicates.none')}>
          <p>{t('duplicates.noneHint')}</p>
        </EmptyState>
      )}
      {more && (
        <div class="duplicates-more">
          <Button data-action="more" onClick={showMore}>
            {t('duplicates.more')}
          </Button>
        </div>
      )}
    </div>
  )
}
