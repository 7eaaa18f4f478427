import type { SyncGlance } from '../../utils/db/sync-queries.ts'

/** What sync means to whoever looks: nothing to do, under way, goes on by itself, or needs them. */
export type SyncMood = 'good' | 'busy' | 'waits' | 'needs'

export function syncMood({ status, unsent, bodies, rejected }: SyncGlance): SyncMood {
  if (status.state === 'asks') return 'needs'
  if (status.state === 'running') return 'busy'
  // The network comes back without anybody's doing.
  const goesOn = status.state === 'idle' || status.until > 0 || status.reason === 'offline'
  if (!goesOn || rejected > 0) return 'needs'
  const synced = status.state === 'idle' && status.at > 0 && unsent + bodies === 0
  return synced ? 'good' : 'waits'
}
