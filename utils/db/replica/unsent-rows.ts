import { partsOf } from '../../shared/parts-of.ts'
import { FIRST_LINK, REJECTED, type RecordRow } from './record-row.ts'
import type { ReplicaTables } from './working-set.ts'

/** What others ask meanwhile waits behind requests, whichever tables these are of. */
export const ASKED_AT_ONCE = 25

/** Where the last look for what is unsent found the first one that is no tag. */
let sentUpTo = FIRST_LINK

/** Has the next look begin with the first one, as the first of a library does. */
export function lookFromFirst(): void {
  sentUpTo = FIRST_LINK
}

/** Tags first. Of the rest those from where the last look began, and what came before that when there are no more. */
export async function unsentRows(t: ReplicaTables, most: number): Promise<RecordRow[]> {
  const from = sentUpTo
  const ids: string[] = []
  for (const [first, end] of [
    [0, FIRST_LINK],
    [from, REJECTED],
    [FIRST_LINK, from],
  ] as const) {
    if (ids.length < most) ids.push(...(await idsBetween(t, first, end, most - ids.length)))
  }
  const rows = await recordsOf(t, ids)
  sentUpTo = rows.find(({ kind }) => kind !== 'tag')?.pending ?? from
  return rows
}

const FIRST_WIDTH = 1 / 32
const SHORT_MS = 4
const LONG_MS = 20

/**
 * Ids of the first ones between two places. What was sent a moment ago is walked over, a hundred thousand in seconds,
 * and whatever others ask meanwhile waits for that; so it is done in steps of a moment each.
 */
async function idsBetween(
  { records }: ReplicaTables,
  first: number,
  end: number,
  most: number,
): Promise<string[]> {
  const ids: string[] = []
  let width = FIRST_WIDTH
  for (let at = first; at < end && ids.length < most; ) {
    const to = Math.min(end, at + width)
    const started = performance.now()
    const range = records.where('pending').between(at, to)
    ids.push(...(await range.limit(most - ids.length).primaryKeys()))
    const ms = performance.now() - started
    if (ms < SHORT_MS) width *= 4
    else if (ms > LONG_MS) width /= 2
    at = to
  }
  return ids
}

/** A few at a time. */
async function recordsOf({ records }: ReplicaTables, ids: readonly string[]): Promise<RecordRow[]> {
  const rows: RecordRow[] = []
  for (const part of partsOf(ids, ASKED_AT_ONCE)) {
    for (const row of await records.bulkGet(part)) if (row) rows.push(row)
  }
  return rows
}
