import type { Act, ActKind, RowChange } from '../model/act.ts'
import type { Link, Tag } from '../model/link.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { newUid } from '../shared/ids.ts'
import { db } from './database.ts'

interface Rows {
  links: Link
  snapshots: Snapshot
  tags: Tag
}

/** Writes rows inside an act and remembers what they were, so that the act can be undone. */
export interface Recorder {
  put<T extends keyof Rows>(table: T, row: Rows[T]): Promise<void>
  remove(table: keyof Rows, key: number | string): Promise<void>
}

/**
 * Runs one act of the user as one transaction with a journal entry.
 * @returns the entry's id, which `undoAct` takes, and what `work` returned
 */
export async function act<T>(
  kind: ActKind,
  work: (recorder: Recorder) => Promise<T>,
  now = Date.now(),
): Promise<{ actId: string; value: T }> {
  const entry: Act = { id: newUid(), kind, at: now, undone: 0, changes: [] }
  const value = await db.transaction('rw', db.tables, async () => {
    const result = await work(recorderFor(entry.changes))
    await db.journal.add(entry)
    return result
  })
  return { actId: entry.id, value }
}

function recorderFor(changes: RowChange[]): Recorder {
  const note = async (table: keyof Rows, key: number | string, after: unknown) => {
    const before: unknown = await db.table(table).get(key)
    changes.push({ table, key, before, after })
  }
  return {
    async put(table, row) {
      const key = table === 'snapshots' ? row.uid : (row as Link | Tag).id
      await note(table, key, structuredClone(row))
      await db.table(table).put(row)
    },
    async remove(table, key) {
      await note(table, key, undefined)
      await db.table(table).delete(key)
    },
  }
}
