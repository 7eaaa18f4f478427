import { CircleAlert, CircleCheck, CloudOff, CloudUpload, type IconNode } from 'lucide'
import type { ComponentChildren } from 'preact'
import type { SyncView } from '../../../utils/db/sync-queries.ts'
import { type MessageKey, syncText, t } from '../../../utils/i18n/t.ts'
import type { SyncStatus, SyncStep } from '../../../utils/model/cloud.ts'
import { relativeTime, timeUntil } from '../../ui/format.ts'
import { Icon } from '../../ui/icon.tsx'
import { Progress } from '../../ui/progress.tsx'
import { type SyncMood, syncMood } from '../../ui/sync-mood.ts'
import { useNow } from '../../ui/use-now.ts'
import { count } from '../backup/count.ts'

const LOOKS: Record<SyncMood, { icon: IconNode; label: MessageKey }> = {
  good: { icon: CircleCheck, label: 'cloud.synced' },
  busy: { icon: CloudUpload, label: 'cloud.syncing' },
  waits: { icon: CloudOff, label: 'cloud.waiting' },
  needs: { icon: CircleAlert, label: 'cloud.needsYou' },
}

/** Times are told in seconds while something is waited for. */
const tickOf = ({ state }: SyncStatus): number => (state === 'waiting' ? 1000 : 30_000)

/** What sync is doing, in a sentence. */
export function SyncStatusLine({
  view,
  children,
}: {
  view: SyncView
  children: ComponentChildren
}) {
  const { status } = view
  const mood = syncMood(view)
  const now = useNow(tickOf(status))
  const pending = mood === 'waits' && status.state === 'idle'
  const look = LOOKS[mood]
  return (
    <div class="options-line" data-role="status" data-status={status.state} data-mood={mood}>
      <div class="options-text">
        <p class={`options-state cloud-state-${mood}`}>
          <Icon node={pending ? CloudUpload : look.icon} />
          {t(pending && status.at > 0 ? 'cloud.changed' : look.label)}
        </p>
        <div class="options-hint options-state-hint">
          {status.state === 'running' && <Running {...status} />}
          {status.state === 'waiting' && <Waiting {...status} now={now} />}
          {status.state === 'idle' && <p>{idleText(mood, status, now)}</p>}
          {status.state === 'asks' && <LastSynced at={status.at} now={now} />}
        </div>
      </div>
      {children}
    </div>
  )
}

function idleText(mood: SyncMood, { at, pagesWait }: Idle, now: number): string {
  if (at === 0) return t('cloud.syncedNever')
  if (pagesWait) return t('cloud.meteredWaits')
  if (mood === 'waits') return t('cloud.changedHint')
  return t(mood === 'needs' ? 'cloud.syncedBut' : 'cloud.syncedAt', relativeTime(at, now))
}

type Idle = Extract<SyncStatus, { state: 'idle' }>

const STEPS: Record<SyncStep, { some: MessageKey; of: MessageKey }> = {
  reading: { some: 'cloud.reading', of: 'cloud.readingOf' },
  sending: { some: 'cloud.sending', of: 'cloud.sendingOf' },
  pages: { some: 'cloud.pages', of: 'cloud.pagesOf' },
  checking: { some: 'cloud.checking', of: 'cloud.checkingOf' },
}

function Running({ step, done, total }: Extract<SyncStatus, { state: 'running' }>) {
  const { some, of } = STEPS[step]
  if (total === 0) return <Progress label={t(some)} />
  const label = t(of, count(done), count(total))
  return <Progress label={label} value={Math.min(1, done / total)} />
}

type WaitingProps = Extract<SyncStatus, { state: 'waiting' }> & { now: number }

/** Why it waits, and until when; an end that has come is not told in seconds below none. */
function Waiting({ reason, until, at, now }: WaitingProps) {
  const again = until > now ? t('cloud.triesAgain', timeUntil(until, now)) : t('cloud.triesNow')
  return (
    <>
      <p>{syncText(reason)}</p>
      {until > 0 && <p>{again}</p>}
      <LastSynced at={at} now={now} />
    </>
  )
}

const LastSynced = ({ at, now }: { at: number; now: number }) =>
  at > 0 ? <p>{t('cloud.lastSynced', relativeTime(at, now))}</p> : null
