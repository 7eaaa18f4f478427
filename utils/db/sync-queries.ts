import type { CloudUse, RejectedRecord, SyncLogEntry, SyncStatus } from '../model/cloud.ts'
import { db } from './database.ts'
import { STATUS_KEY, type StatusRow } from './replica/cursor-row.ts'
import { isTracking } from './replica/is-tracking.ts'
import { REJECTED, type RecordRow } from './replica/record-row.ts'

/** What screens show of sync; undefined where nothing is synced. */
export interface SyncView {
  status: SyncStatus
  log: SyncLogEntry[]
  use: CloudUse | undefined
  /** Records and versions' bodies that are still to be sent. */
  unsent: number
  bodies: number
  rejected: number
}

export async function syncView(): Promise<SyncView | undefined> {
  if (!(await isTracking())) return undefined
  const row = await statusRow()
  return {
    status: row?.status ?? { state: 'idle', at: 0 },
    log: row?.log ?? [],
    use: row?.use,
    ...(await countWaiting()),
  }
}

/** How sync stands, and what waits to be sent. */
export type SyncGlance = Pick<SyncView, 'status' | 'unsent' | 'bodies' | 'rejected'>

/**
 * The same at a glance: while a pass runs nothing is counted. Each of its transactions changes what is to be sent, and
 * to count ten thousand records anew every time takes longer than to write them.
 */
export async function syncGlance(): Promise<SyncGlance | undefined> {
  if (!(await isTracking())) return undefined
  const { status = { state: 'idle', at: 0 } } = (await statusRow()) ?? {}
  if (status.state === 'running') return { status, unsent: 0, bodies: 0, rejected: 0 }
  return { status, ...(await countWaiting()) }
}

async function countWaiting(): Promise<Omit<SyncGlance, 'status'>> {
  return {
    unsent: await db.records.where('pending').below(REJECTED).count(),
    bodies: await db.transfers.where('way').equals('up').count(),
    rejected: await db.records.where('pending').equals(REJECTED).count(),
  }
}

/** Whether the library that is open is synced. */
export const isSynced = isTracking

export const statusRow = async (): Promise<StatusRow | undefined> =>
  (await db.replica.get(STATUS_KEY)) as StatusRow | undefined

/** Those the server refused, the first of them. */
export async function rejectedRecords(most: number): Promise<RejectedRecord[]> {
  const rows = await db.records.where('pending').equals(REJECTED).limit(most).toArray()
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      kind: row.kind,
      name: await nameOf(row),
      reason: row.unsent?.rejected ?? '',
    })),
  )
}

async function nameOf({ kind, uid, values = {} }: RecordRow): Promise<string> {
  const held = values['title'] ?? values['name'] ?? values['url']
  if (typeof held === 'string') return held
  if (kind === 'link') return titleOf(await db.links.where('uid').equals(uid).first())
  if (kind === 'snapshot') return titleOf(await db.snapshots.get(uid))
  if (kind === 'tag') return (await db.tags.where('uid').equals(uid).first())?.name ?? ''
  return uid
}

const titleOf = (row: { title: string; url: string } | undefined): string =>
  row ? row.title || row.url : ''
