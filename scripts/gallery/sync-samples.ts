import type { SyncView } from '../../utils/db/sync-queries.ts'
import type { Account } from '../../utils/model/account.ts'
import type { RejectedRecord, SyncLogEntry, SyncStatus } from '../../utils/model/cloud.ts'
import { ARABIC, CHINESE, LONG } from './samples.ts'

const MINUTE = 60_000
const ago = (minutes: number): number => Date.now() - minutes * MINUTE

export const SIGN_IN_ADDRESS = 'https://ohdkjghfdkcmfnfkmhpkjbcpmfbapbjo.chromiumapp.org/auth'

export const SIGNED_IN: Account = {
  url: 'https://abcdefghijklmnopqrst.supabase.co',
  key: 'sb_publishable_sample_sample',
  state: 'signed-in',
  userId: '7d0b0a3e-0000-4000-8000-000000000001',
  name: 'ana@example.org',
  provider: 'github',
}
export const SIGNED_OUT: Account = { ...SIGNED_IN, state: 'signed-out', userId: '', name: '' }
export const EXPIRED: Account = { ...SIGNED_IN, state: 'expired' }

const pass = (minutes: number, entry: Partial<SyncLogEntry>): SyncLogEntry => ({
  at: ago(minutes),
  pulled: 0,
  pushed: 0,
  bodies: 0,
  reason: '',
  detail: '',
  ...entry,
})

export const LOG: SyncLogEntry[] = [
  pass(2, {}),
  pass(20, { pulled: 3, pushed: 12, bodies: 2 }),
  pass(50, { reason: 'offline' }),
  pass(90, { pulled: 1200, reason: 'server', detail: 'HTTP 502' }),
]

const USE = { records: 4210, mostRecords: 200_000, bytes: 341_000_000, mostBytes: 1_000_000_000 }

const view = (status: SyncStatus, rest: Partial<SyncView> = {}): SyncView => ({
  status,
  log: LOG,
  use: USE,
  unsent: 0,
  bodies: 0,
  rejected: 0,
  ...rest,
})

const waiting = { state: 'waiting', detail: '', at: ago(30) } as const
const idle = { state: 'idle', at: ago(2) } as const
const left = { unsent: 1240, bodies: 31 }

/** Sync in each of its states. */
export const SYNC_VIEWS: Record<string, SyncView> = {
  'synced': view(idle),
  'changed since': view(idle, { unsent: 3, bodies: 1 }),
  'never synced': { ...view({ state: 'idle', at: 0 }, left), log: [], use: undefined },
  'reading': view({ state: 'running', step: 'reading', done: 0, total: 0 }),
  'sending': view({ state: 'running', step: 'sending', done: 500, total: 1240 }, left),
  'sending pages': view({ state: 'running', step: 'pages', done: 3, total: 12 }, { bodies: 9 }),
  'comparing': view({ state: 'running', step: 'checking', done: 0, total: 0 }),
  'offline': view({ ...waiting, reason: 'offline', until: 0 }, { unsent: 3 }),
  'waits by itself': view({ ...waiting, reason: 'busy', until: Date.now() + 40_000 }, left),
  'waits for its owner': view({ ...waiting, reason: 'missing', until: 0 }, left),
  'asks': view({ state: 'asks', links: 214, at: ago(2) }),
  'refused records, nearly full': view(idle, {
    rejected: 64,
    use: { ...USE, bytes: 970_000_000, mostRecords: 0 },
  }),
}

const refused = (kind: RejectedRecord['kind'], name: string, reason: string): RejectedRecord => ({
  id: `${kind}:${name.slice(0, 8)}`,
  kind,
  name,
  reason,
})

/** What a server refused, for each reason it has. */
export const REJECTED: RejectedRecord[] = [
  refused('link', LONG, 'too-large'),
  refused('link', CHINESE, 'quota'),
  refused('snapshot', ARABIC, 'bad-field'),
  refused('tag', '', 'future-stamp'),
  refused('setting', 'captureRules', 'strange-new-reason'),
]
