import {
  type DBCoreDeleteRangeRequest,
  type DBCoreMutateRequest,
  type DBCoreTable,
  Dexie,
  type PromiseExtended,
} from 'dexie'

type Key = number | string

/**
 * Chains of Dexie's own promises: a native `await` outside of a transaction's function forgets which transaction
 * it is in.
 */
export const now = <T>(value: T | PromiseLike<T>): PromiseExtended<T> =>
  Dexie.Promise.resolve(value)

/** Keys of the rows that a request changes, in its order. */
export function keysOf(table: DBCoreTable, request: DBCoreMutateRequest): PromiseExtended<Key[]> {
  if (request.type === 'deleteRange') return keysInRange(table, request)
  if (request.type === 'delete') return now<Key[]>(request.keys)
  const { extractKey } = table.schema.primaryKey
  return now(request.values.map((value: unknown) => extractKey?.(value) as Key))
}

function keysInRange(
  table: DBCoreTable,
  { trans, range }: DBCoreDeleteRangeRequest,
): PromiseExtended<Key[]> {
  const query = { index: table.schema.primaryKey, range }
  return now(table.query({ trans, values: false, query })).then(({ result }) => result as Key[])
}
