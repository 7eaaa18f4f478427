import type { AccountStore } from '../../db/account.ts'
import { allSettings } from '../../db/queries.ts'
import { dexieReplica } from '../../db/replica/dexie-replica.ts'
import { forgetOrphans, forgetTombstones } from '../../db/replica/forget-orphans.ts'
import { isTracking } from '../../db/replica/is-tracking.ts'
import { enrollRows } from '../../db/replica/start-tracking.ts'
import { changeStatus, readStatus } from '../../db/sync-status.ts'
import { countUploads, downloadsLeft } from '../../db/transfers.ts'
import type { CloudUse, SyncLogEntry, SyncReason, SyncStatus } from '../../model/cloud.ts'
import { isSyncFailure } from '../../model/sync-failure.ts'
import { isMetered } from '../../platform/metered.ts'
import type { PassResult, Progress } from '../pass.ts'
import { planRetry } from '../plan-retry.ts'
import { syncPass } from '../sync-pass.ts'
import { isLibraryOpen } from './account-library.ts'
import type { Cloud } from './cloud.ts'
import { fetchArrived } from './fetch-bodies.ts'
import { freeWhenShort } from './free-here.ts'
import { noteUse } from './note-use.ts'
import { sendBodies } from './send-bodies.ts'
import { isSpaceShort } from './space-wanted.ts'
import { useNow } from './use-now.ts'

/** Whether what is here equals what is there is looked at once a day. */
const COMPARE_MS = 24 * 60 * 60_000
/** Screens are told ten times in two seconds at most. */
const TELL_MS = 200

export interface RunOptions {
  removals?: 'remove' | 'keep'
  signal?: AbortSignal
}

/** Whether there is an account whose library is open and to be synced. */
export async function isSyncOn(store: AccountStore): Promise<boolean> {
  const account = await store.read()
  return account.state === 'signed-in' && (await isLibraryOpen(account)) && (await isTracking())
}

/**
 * One pass, with the bodies that are to be sent. It says how it goes in the library's status.
 * @returns when it is to be tried again in ms since 1970, undefined where it came to an end or waiting is no use
 */
export async function runPass(cloud: Cloud, options: RunOptions = {}): Promise<number | undefined> {
  const { compared } = await readStatus()
  const tell = teller()
  await tell({ state: 'running', step: 'reading', done: 0, total: 0 }, true)
  await enrollRows(options.signal)
  // In a first pass each record was just told or acknowledged.
  const isFirst = compared === 0
  const compare = !isFirst && Date.now() - compared > COMPARE_MS
  let use: CloudUse | undefined
  const server = noteUse(cloud.server, (told) => {
    use = told
  })
  const result = await syncPass(dexieReplica, server, {
    ...options,
    compare,
    onProgress: (progress) => void tell(statusOf(progress)),
  })
  const wasDone = result.state === 'done' || result.state === 'asks'
  const sent = wasDone ? await sendAll(cloud, tell, options.signal) : NOTHING
  if ((compare || isFirst) && result.state === 'done') {
    await forgetTombstones()
    await forgetOrphans()
    await changeStatus((row) => ({ ...row, compared: Date.now() }))
  }
  await changeStatus((row) => ({ ...row, ...useNow(row, use, sent.bytes) }))
  return end(result, sent)
}

interface Sent {
  bodies: number
  bytes: number
  /** Where they wait for a network whose traffic is not limited. */
  pagesWait?: true
  failed?: { reason: SyncReason; detail: string; retryAt: number }
}
const NOTHING: Sent = { bodies: 0, bytes: 0 }

async function sendAll(cloud: Cloud, tell: Teller, signal?: AbortSignal): Promise<Sent> {
  const total = await countUploads()
  if (isMetered() && !(await allSettings()).meteredToo) {
    const waiting = total > 0 || (await downloadsLeft(1)).length > 0
    return { ...NOTHING, ...(waiting ? { pagesWait: true } : {}) }
  }
  let [bodies, bytes] = [0, 0]
  try {
    await sendBodies(cloud, {
      ...(signal ? { signal } : {}),
      sent: (each) => {
        bodies += 1
        bytes += each
      },
      done: (done) => void tell({ state: 'running', step: 'pages', done, total }),
    })
    const estimate = await navigator.storage.estimate()
    await fetchArrived(cloud, isSpaceShort(estimate), signal)
    await freeWhenShort(cloud, estimate, signal)
    return { bodies, bytes }
  } catch (error) {
    if (!isSyncFailure(error)) throw error
    const { reason, detail, retryAt } = error
    return { bodies, bytes, failed: { reason, detail, retryAt } }
  }
}

function statusOf({ step, pulled, pushed }: Progress): SyncStatus {
  if (step === 'push') return { state: 'running', step: 'sending', done: pushed, total: 0 }
  const isChecking = step === 'compare'
  return { state: 'running', step: isChecking ? 'checking' : 'reading', done: pulled, total: 0 }
}

type Teller = (status: SyncStatus, now?: boolean) => Promise<void>

function teller(): Teller {
  let told = 0
  return async (status, now = false) => {
    if (!now && Date.now() - told < TELL_MS) return
    told = Date.now()
    await changeStatus((row) => ({ ...row, status }))
  }
}

/** Says what the pass came to, and when there is to be another. */
async function end(result: PassResult, sent: Sent): Promise<number | undefined> {
  const failure = failureOf(result) ?? sent.failed
  const { failures } = await readStatus()
  const at = Date.now()
  const until = failure && planRetry(failure, failures, at)
  const status: SyncStatus = failure
    ? { state: 'waiting', ...failure, until: until ?? 0, at }
    : result.state === 'asks'
      ? { state: 'asks', links: result.links, at }
      : { state: 'idle', at, ...(sent.pagesWait ? { pagesWait: true } : {}) }
  const entry: SyncLogEntry = {
    at,
    ...('pulled' in result
      ? { pulled: result.pulled, pushed: result.pushed }
      : { pulled: 0, pushed: 0 }),
    bodies: sent.bodies,
    reason: failure?.reason ?? '',
    detail: failure?.detail ?? '',
  }
  await changeStatus((row) => ({
    ...row,
    status: result.state === 'stopped' ? { state: 'idle', at: 0 } : status,
    failures: failure ? failures + 1 : 0,
    log: isWorthNoting(entry) ? [entry, ...row.log].slice(0, MOST_LOG) : row.log,
  }))
  return until
}

/** Passes that found nothing to do would push those out that did. */
const isWorthNoting = ({ pulled, pushed, bodies, reason }: SyncLogEntry): boolean =>
  pulled + pushed + bodies > 0 || reason !== ''

const MOST_LOG = 50

function failureOf(result: PassResult): Sent['failed'] {
  if (result.state === 'too-old') return { reason: 'too-old', detail: '', retryAt: 0 }
  if (result.state !== 'failed') return undefined
  const { reason, detail, retryAt } = result
  return { reason, detail, retryAt }
}
