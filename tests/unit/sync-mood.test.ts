import { describe, expect, it } from 'vitest'
import { syncMood } from '../../components/ui/sync-mood.ts'
import type { SyncStatus } from '../../utils/model/cloud.ts'

const IDLE: SyncStatus = { state: 'idle', at: 1 }
const waiting = (reason: 'offline' | 'busy' | 'missing', until: number): SyncStatus => ({
  state: 'waiting',
  reason,
  detail: '',
  until,
  at: 1,
})

const moodOf = (status: SyncStatus, { unsent = 0, bodies = 0, rejected = 0 } = {}) =>
  syncMood({ status, unsent, bodies, rejected })

describe('what sync means to whoever looks', () => {
  it.each<[string, string, SyncStatus, Parameters<typeof moodOf>[1]]>([
    ['good', 'all is there', IDLE, {}],
    ['waits', 'a change was not sent yet', IDLE, { unsent: 1 }],
    ['waits', 'a page was not sent yet', IDLE, { bodies: 1 }],
    ['waits', 'it never ran', { state: 'idle', at: 0 }, {}],
    ['busy', 'it runs', { state: 'running', step: 'reading', done: 0, total: 0 }, { rejected: 1 }],
    ['waits', 'it tries again by itself', waiting('busy', 5), {}],
    ['waits', 'the network is away', waiting('offline', 0), {}],
    ['needs', 'only its owner can help', waiting('missing', 0), {}],
    ['needs', 'it asks', { state: 'asks', links: 60, at: 1 }, {}],
    ['needs', 'something was refused', IDLE, { rejected: 1 }],
    ['needs', 'something was refused and it waits', waiting('busy', 5), { rejected: 1 }],
  ])('%s: %s', (mood, _why, status, counts) => {
    expect(moodOf(status, counts)).toBe(mood)
  })
})
