import type { Table } from 'dexie'

/**
 * The rows that have one of some keys in a unique index. They are asked for one by one, all at once: a cursor over
 * many keys takes ten times as long.
 */
export async function findRows<T, K>(
  table: Table<T, K>,
  index: string,
  keys: readonly string[],
): Promise<T[]> {
  const found = await Promise.all(keys.map((key) => table.where(index).equals(key).first()))
  return found.filter((row) => row !== undefined)
}
