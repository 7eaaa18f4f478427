import type { Act, RowChange } from '../model/act.ts'
import type { Link } from '../model/link.ts'
import { bodiesOf, type Snapshot, thumbNameOf } from '../model/snapshot.ts'

/** Tables whose rows are there for what refers to them. */
export const SHARED_TABLES = ['blobs', 'texts', 'thumbs'] as const
export type SharedTable = (typeof SHARED_TABLES)[number]

/** Keys of rows nobody was found to refer to so far. */
export type Unused = Record<SharedTable, Set<string>>

export const isNothing = (unused: Unused): boolean =>
  SHARED_TABLES.every((table) => unused[table].size === 0)

export function useSnapshot(row: Snapshot, { blobs, texts, thumbs }: Unused): void {
  thumbs.delete(thumbNameOf(row))
  texts.delete(row.text)
  for (const hash of bodiesOf(row)) blobs.delete(hash)
}

export const useLink = ({ icon }: Link, { blobs }: Unused): void => void blobs.delete(icon)

/** What undo would put back needs its bodies. */
export function useAct({ changes, undone }: Act, unused: Unused): void {
  if (undone === 0) for (const change of changes) useBefore(change, unused)
}

function useBefore({ table, before }: RowChange, unused: Unused): void {
  if (before === undefined) return
  // Only what was removed is held whole; of what was changed the row itself is still there.
  if (table === 'snapshots' && 'frames' in (before as object))
    useSnapshot(before as Snapshot, unused)
  if (table === 'links') unused.blobs.delete((before as Partial<Link>).icon ?? '')
}
