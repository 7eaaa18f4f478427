import type { Act, RowChange } from '../model/act.ts'
import { db } from './database.ts'
import { dropAsked } from './link-jobs.ts'

/**
 * Marks an act and those that followed from it as undone and takes what it had queued off the list. Call
 * it in a transaction.
 * @returns what all of them changed, oldest first
 */
export async function markUndone(entry: Act): Promise<RowChange[]> {
  const followers = await db.journal
    .where('of')
    .equals(entry.id)
    .filter(({ undone }) => undone === 0)
    .toArray()
  const acts = [entry, ...followers.sort((a, b) => a.at - b.at)]
  await db.journal.bulkPut(acts.map((each) => ({ ...each, undone: 1 as const })))
  if (entry.kind === 'add-link') await dropAsked(entry.id)
  return withoutLaterChanges(acts.flatMap(({ changes }) => changes))
}

/** A row that goes altogether needs none of what was changed on it later put back first. */
function withoutLaterChanges(changes: RowChange[]): RowChange[] {
  const rowOf = ({ table, key }: RowChange) => `${table} ${key}`
  const made = new Set(changes.filter(({ before }) => before === undefined).map(rowOf))
  return changes.filter((change) => !change.before || !change.after || !made.has(rowOf(change)))
}
