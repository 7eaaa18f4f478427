import { liveQuery } from 'dexie'

/**
 * Runs `query` now and again after every change to what it read, in this or any other context.
 * @returns a function that stops it
 */
export function watch<T>(
  query: () => Promise<T>,
  next: (value: T) => void,
  failed: (error: unknown) => void = console.error,
): () => void {
  const subscription = liveQuery(query).subscribe({ next, error: failed })
  return () => subscription.unsubscribe()
}
