import type { Act } from '../model/act.ts'
import type { Link } from '../model/link.ts'
import { bodiesOf, type Snapshot } from '../model/snapshot.ts'
import { db } from './database.ts'
import { transferId } from './replica/transfer-row.ts'
import { useAct, useLink } from './unused.ts'

/** What the server was asked about: bodies it has, and bodies it lacks. */
export interface Confirmed {
  there: ReadonlySet<string>
  lacking: ReadonlySet<string>
}

/** A body that is here. */
interface Body {
  bytes: number
  /** How many versions, links and acts that can be undone name it. */
  names: number
  /** Whether one of them needs it here. */
  held: boolean
}

export interface Freeable {
  /** Versions that can do without their bodies here, those not needed for longest first. */
  versions: string[]
  bodies: Map<string, Body>
  /** Versions of which the server lacks something that is here. */
  unconfirmed: string[]
}

/** So many rows at a time leave the thread and the memory to others. */
const PAGE = 500
const FEW = 50

/**
 * Looks through the library for bodies that could come back from the cloud.
 * @param confirmed what the server has; without it what was sent is taken to be there
 */
export async function findFreeable(confirmed?: Confirmed, signal?: AbortSignal): Promise<Freeable> {
  const bodies = await bodiesBySize()
  const ages: { uid: string; at: number }[] = []
  const unconfirmed: string[] = []
  const opened = await openedTimes()
  for await (const page of pages('snapshots', PAGE, signal)) {
    const held = await heldOf(page)
    for (const snapshot of page) {
      const { uid, capturedAt } = snapshot
      const hashes = bodiesOf(snapshot)
      if (hashes.some((hash) => confirmed?.lacking.has(hash))) unconfirmed.push(uid)
      // What came since the server was asked is not confirmed, nor is the version that has it.
      const isUnsure = hashes.some(
        (hash) => confirmed && bodies.has(hash) && !confirmed.there.has(hash),
      )
      const isHeld = isUnsure || held.has(uid)
      name(bodies, hashes, isHeld)
      if (!isHeld) ages.push({ uid, at: Math.max(capturedAt, opened.get(uid) ?? 0) })
    }
  }
  await nameIconsAndUndo(bodies, signal)
  const versions = ages.toSorted((a, b) => a.at - b.at).map(({ uid }) => uid)
  return { versions, bodies, unconfirmed }
}

/** How many bytes could come back from the cloud, as far as this browser knows. */
export async function freeableBytes(signal?: AbortSignal): Promise<number> {
  const { bodies } = await findFreeable(undefined, signal)
  let bytes = 0
  for (const body of bodies.values()) if (isFreeable(body)) bytes += body.bytes
  return bytes
}

/** What nobody names is garbage, and collected as such. */
const isFreeable = ({ names, held }: Body): boolean => names > 0 && !held

/**
 * Whether a version needs what it has: it is not complete, something is still at work with it, or not all of it was
 * sent. Call it in the transaction that frees, or for a first look.
 */
export async function heldOf(snapshots: Snapshot[]): Promise<Set<string>> {
  const uids = snapshots.map(({ uid }) => uid)
  const [records, uploads, jobs] = await Promise.all([
    db.records.bulkGet(uids.map((uid) => `snapshot:${uid}`)),
    db.transfers.bulkGet(uids.map((uid) => transferId('up', uid))),
    db.jobs.where('snapshot').anyOf(uids).toArray(),
  ])
  const busy = new Set(jobs.flatMap((job) => ('snapshot' in job ? job.snapshot : [])))
  const held = snapshots.filter(({ uid, status }, at) => {
    const record = records[at]
    const isSent = record !== undefined && record.unsent === undefined && uploads[at] === undefined
    return status !== 'complete' || !isSent || busy.has(uid)
  })
  return new Set(held.map(({ uid }) => uid))
}

/** Sizes come from an index: reading rows would read every body. */
async function bodiesBySize(): Promise<Map<string, Body>> {
  const bodies = new Map<string, Body>()
  await db.blobs.orderBy('stored').eachKey((stored, { primaryKey }) => {
    bodies.set(String(primaryKey), { bytes: Number(stored), names: 0, held: false })
  })
  return bodies
}

async function openedTimes(): Promise<Map<string, number>> {
  const rows = await db.transfers.where('way').equals('opened').toArray()
  return new Map(rows.flatMap((row) => (row.way === 'opened' ? [[row.snapshot, row.at]] : [])))
}

function name(bodies: Map<string, Body>, hashes: Iterable<string>, isHeld: boolean): void {
  for (const hash of new Set(hashes)) {
    const body = bodies.get(hash)
    if (!body) continue
    body.names += 1
    body.held ||= isHeld
  }
}

/** Lists show icons, and what undo would put back was perhaps never sent. */
async function nameIconsAndUndo(bodies: Map<string, Body>, signal?: AbortSignal): Promise<void> {
  const blobs = new Set(bodies.keys())
  const unused = { blobs, texts: new Set<string>(), thumbs: new Set<string>() }
  for await (const page of pages('links', PAGE, signal))
    for (const link of page) useLink(link, unused)
  // One act may have deleted a thousand versions.
  for await (const page of pages('journal', FEW, signal))
    for (const act of page) useAct(act, unused)
  const named = [...bodies.keys()].filter((hash) => !blobs.has(hash))
  name(bodies, named, true)
}

interface RowsOf {
  snapshots: Snapshot
  links: Link
  journal: Act
}

async function* pages<K extends keyof RowsOf>(
  table: K,
  most: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<RowsOf[K][]> {
  const key = table === 'snapshots' ? 'uid' : 'id'
  for (let after: string | number = -Infinity; ; ) {
    signal?.throwIfAborted()
    const page: RowsOf[K][] = await db.table(table).where(':id').above(after).limit(most).toArray()
    yield page
    const last = page.at(-1) as Record<string, string | number> | undefined
    if (last === undefined || page.length < most) return
    after = last[key] ?? ''
  }
}
