import { useCallback, useMemo, useState } from 'preact/hooks'
import { recentActivity } from '../../../utils/db/activity.ts'
import { allTags } from '../../../utils/db/queries.ts'
import { t } from '../../../utils/i18n/t.ts'
import { useLive } from '../../ui/use-live.ts'
import { PageFrame } from '../page/page-frame.tsx'
import { useCalmLive } from '../use-calm-live.ts'
import { ActivityList } from './activity-list.tsx'

/** As many acts more as are shown by a click. */
const PAGE = 30

/** All that was done of late, each with Undo; it reads the journal, so it outlives the browser. */
export function Activity() {
  const [limit, setLimit] = useState(PAGE)
  const read = useCallback(() => recentActivity(limit), [limit])
  const answer = useCalmLive(read, true)
  const tags = useLive(allTags, [])
  const byId = useMemo(() => new Map(tags?.map((tag) => [tag.id, tag])), [tags])
  return (
    <PageFrame name="activity" title={t('activity.title')} lead={t('activity.lead')}>
      <ActivityList answer={answer} tags={byId} showMore={() => setLimit(limit + PAGE)} />
    </PageFrame>
  )
}
