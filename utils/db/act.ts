import type { Act, ActKind, RowChange } from '../model/act.ts'
import type { Link, Tag } from '../model/link.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { newUid } from '../shared/ids.ts'
import { db, libraryTables } from './database.ts'
import { upsetRound } from './garbage-round.ts'
import { sameValue } from './same-value.ts'

interface Rows {
  links: Link
  snapshots: Snapshot
  tags: Tag
}
type Name = keyof Rows
type Key = number | string

/** Writes rows inside an act and remembers what they were, so that the act can be undone. */
export interface Recorder {
  put<T extends Name>(table: T, row: Rows[T]): Promise<void>
  /** Puts many rows; `olds` are those that were there, in the same order. */
  putAll<T extends Name>(table: T, rows: Rows[T][], olds: Rows[T][]): Promise<void>
  remove(table: Name, key: Key): Promise<void>
  /** Removes many rows, given as they are stored. */
  removeAll<T extends Name>(table: T, rows: Rows[T][]): Promise<void>
}

/**
 * Runs one act of the user as one transaction with a journal entry.
 * @param label what it is done to, for lists of what was done
 * @param of the act it follows from, '' for one of its own
 * @returns the entry's id, which `undoAct` takes, and what `work` returned
 */
export async function act<T>(
  kind: ActKind,
  work: (recorder: Recorder) => Promise<T>,
  label = '',
  of = '',
): Promise<{ actId: string; value: T }> {
  const entry: Act = {
    id: newUid(),
    kind,
    at: Date.now(),
    undone: 0,
    label,
    ...(of ? { of } : {}),
    changes: [],
  }
  const value = await db.transaction('rw', libraryTables(), async () => {
    const result = await work(recorderFor(entry.changes))
    await db.journal.bulkAdd(inParts(entry))
    return result
  })
  return { actId: entry.id, value }
}

/** More changes than this would make a journal row of many megabytes. */
const MOST_CHANGES = 1000

/** An act of many changes as several entries: the first one, and others that follow from it. */
export function inParts(entry: Act): Act[] {
  const parts: Act[] = [{ ...entry, changes: entry.changes.slice(0, MOST_CHANGES) }]
  for (let from = MOST_CHANGES; from < entry.changes.length; from += MOST_CHANGES) {
    const changes = entry.changes.slice(from, from + MOST_CHANGES)
    // A little later each, which keeps their order.
    const at = entry.at + parts.length / 1000
    parts.push({ ...entry, id: newUid(), at, of: entry.id, changes })
  }
  return parts
}

function recorderFor(changes: RowChange[]): Recorder {
  const put = async <T extends Name>(table: T, rows: Rows[T][], olds: (Rows[T] | undefined)[]) => {
    for (const [index, row] of rows.entries()) changes.push(changeOf(table, olds[index], row))
    await db.table(table).bulkPut(rows)
  }
  return {
    putAll: put,
    async put(table, row) {
      await put(table, [row], [await db.table(table).get(keyOf(table, row))])
    },
    async remove(table, key) {
      const before: unknown = await db.table(table).get(key)
      // Asked for twice: undo would take it for something the act had made.
      if (before === undefined) return
      changes.push({ table, key, before: whole(before as object), after: undefined })
      await upsetRound()
      await db.table(table).delete(key)
    },
    async removeAll(table, rows) {
      const keys = rows.map((row) => keyOf(table, row))
      for (const [index, key] of keys.entries()) {
        changes.push({ table, key, before: whole(rows[index] ?? {}), after: undefined })
      }
      await upsetRound()
      await db.table(table).bulkDelete(keys)
    },
  }
}

const keyOf = (table: Name, row: Rows[Name]): Key =>
  table === 'snapshots' ? (row as Snapshot).uid : (row as Link | Tag).id

function changeOf<T extends Name>(table: T, old: Rows[T] | undefined, row: Rows[T]): RowChange {
  const key = keyOf(table, row)
  if (old === undefined) return { table, key, before: undefined, after: madeRow(table, row) }
  const differs = fieldsThatDiffer(old as object, row as object)
  return { table, key, before: pick(old, differs), after: pick(row, differs) }
}

/** Undo takes a version away again; all it has to know is whose it was. */
const madeRow = (table: Name, row: Rows[Name]): object =>
  table === 'snapshots' ? { linkId: (row as Snapshot).linkId } : whole(row)

/** Follows from a link's addresses by rules that may be others by then; undo makes it anew. */
const DERIVED = 'similarKeys'

const whole = (row: object): object =>
  pick(
    row,
    Object.keys(row).filter((field) => field !== DERIVED),
  )

function fieldsThatDiffer(old: object, row: object): string[] {
  const [before, after] = [old, row] as Record<string, unknown>[]
  // Undo has to know the link of a snapshot.
  return Object.keys(row).filter(
    (field) =>
      field !== DERIVED && (field === 'linkId' || !sameValue(before?.[field], after?.[field])),
  )
}

const pick = (row: object, fields: string[]): Record<string, unknown> =>
  structuredClone(
    Object.fromEntries(fields.map((field) => [field, (row as Record<string, unknown>)[field]])),
  )
