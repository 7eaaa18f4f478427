import { t, tn } from '../../../utils/i18n/t.ts'
import { msLeft, perMinute } from '../../../utils/model/batch-pace.ts'
import { useNow } from '../../ui/use-now.ts'
import { useOnline } from '../../ui/use-online.ts'
import type { BatchSums } from './batch-bar.tsx'

/** How often the time that is left is told anew. */
const TICK_MS = 5000

/** How fast links are kept and how long it takes, or why none is opened at the moment. */
export function QueueState({ sums, paused }: { sums: BatchSums; paused: boolean }) {
  const online = useOnline()
  const now = useNow(TICK_MS)
  const parts = stateOf(sums, { paused, online, now })
  if (parts.length === 0) return null
  return (
    <span class="batch-state" data-role="queue-state">
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
    </span>
  )
}

interface Moment {
  paused: boolean
  online: boolean
  now: number
}

function stateOf({ open, later = 0, ends = [] }: BatchSums, { paused, online, now }: Moment) {
  if (paused) return [t('library.linksPaused')]
  if (!online) return [t('library.linksOffline')]
  const pace = perMinute(ends, now)
  const again = later > 0 ? [tn('library.triedAgain', later)] : []
  if (pace === undefined) return again
  return [t('library.pace', Math.max(1, Math.round(pace))), leftText(msLeft(open, pace)), ...again]
}

function leftText(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  return minutes < 90
    ? tn('library.minutesLeft', minutes)
    : tn('library.hoursLeft', Math.round(minutes / 60))
}
