import { History } from 'lucide'
import type { LoggedAct } from '../../../utils/db/activity.ts'
import { languageTag, t } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ActLine } from './act-line.tsx'
import './activity.css'

interface Props {
  /** Undefined until they are read. */
  answer: { acts: LoggedAct[]; more: boolean } | undefined
  tags: ReadonlyMap<number, Tag>
  showMore: () => void
}

/** Acts by days, newest first. */
export function ActivityList({ answer, tags, showMore }: Props) {
  if (!answer) return <Waiting />
  if (answer.acts.length === 0) {
    return (
      <EmptyState icon={History} title={t('activity.none')}>
        <p>{t('activity.noneHint')}</p>
      </EmptyState>
    )
  }
  return (
    <div class="activity">
      {byDay(answer.acts).map(([day, acts]) => (
        <section key={day} class="activity-day" aria-label={day}>
          <h2 class="activity-date">{day}</h2>
          <ol>
            {acts.map((act) => (
              <ActLine key={act.id} act={act} tags={tags} />
            ))}
          </ol>
        </section>
      ))}
      {answer.more && (
        <div class="activity-more">
          <Button data-action="more" onClick={showMore}>
            {t('activity.more')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Waiting() {
  return (
    <div class="activity-waiting" aria-busy="true">
      {['a', 'b', 'c', 'd', 'e'].map((key) => (
        <Skeleton key={key} height="36px" />
      ))}
    </div>
  )
}

/** Acts under the names of their days. */
function byDay(acts: LoggedAct[]): [day: string, acts: LoggedAct[]][] {
  return [...Map.groupBy(acts, ({ at }) => dayName(at))]
}

const DAY = 86_400_000
const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

function dayName(at: number, now = Date.now()): string {
  const ago = Math.round((midnight(now) - midnight(at)) / DAY)
  if (ago <= 1) {
    const name = new Intl.RelativeTimeFormat(languageTag(), { numeric: 'auto' })
    return capital(name.format(-ago, 'day'))
  }
  const date = { weekday: 'long', day: 'numeric', month: 'long' } as const
  return new Intl.DateTimeFormat(languageTag(), date).format(at)
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
