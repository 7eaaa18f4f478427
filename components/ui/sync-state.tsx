import { CloudAlert, CloudCheck, CloudOff, CloudUpload, type IconNode } from 'lucide'
import type { SyncGlance } from '../../utils/db/sync-queries.ts'
import { languageTag, t } from '../../utils/i18n/t.ts'
import { Icon } from './icon.tsx'
import { type SyncMood, syncMood } from './sync-mood.ts'
import './sync-state.css'

const ICONS: Record<SyncMood, IconNode> = {
  good: CloudCheck,
  busy: CloudUpload,
  waits: CloudOff,
  needs: CloudAlert,
}

/** How sync stands, in a word or two. */
export function SyncState({ view }: { view: SyncGlance }) {
  const mood = syncMood(view)
  const words = wordsFor(mood, view)
  // What waits for its turn only is no trouble.
  const icon = mood === 'waits' && view.status.state === 'idle' ? CloudUpload : ICONS[mood]
  return (
    <span class="ui-sync" title={words} data-role="sync" data-mood={mood}>
      <Icon node={icon} />
      <span class="ui-sync-text">{words}</span>
    </span>
  )
}

function wordsFor(mood: SyncMood, { status }: SyncGlance): string {
  if (mood === 'good') return t('cloud.synced')
  if (mood === 'needs') return t('cloud.needsYou')
  if (status.state === 'running') {
    const [done, total] = [status.done, status.total].map((n) => n.toLocaleString(languageTag()))
    return status.total > 0
      ? t('cloud.shortSyncingOf', done ?? '', total ?? '')
      : t('cloud.shortSyncing')
  }
  const offline = status.state === 'waiting' && status.reason === 'offline'
  return t(offline ? 'cloud.shortOffline' : 'cloud.shortWaiting')
}
