import type { Act, RowChange } from '../model/act.ts'
import { db } from './database.ts'
import { dropAsked } from './link-jobs.ts'
import { withoutLaterChanges } from './undo-changes.ts'

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
