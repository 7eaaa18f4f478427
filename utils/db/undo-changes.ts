import type { RowChange } from '../model/act.ts'

/** A row that goes altogether needs none of what was changed on it later put back first. */
export function withoutLaterChanges(changes: RowChange[]): RowChange[] {
  const rowOf = ({ table, key }: RowChange) => `${table} ${key}`
  const made = new Set(changes.filter(({ before }) => before === undefined).map(rowOf))
  return changes.filter((change) => !change.before || !change.after || !made.has(rowOf(change)))
}
