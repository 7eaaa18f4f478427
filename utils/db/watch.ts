import { Dexie, liveQuery } from 'dexie'
import { db, type Tables } from './database.ts'

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

/** Calls `changed` after every change to one of these tables, in this or any other context. */
export function watchTables(tables: readonly (keyof Tables)[], changed: () => void): () => void {
  const told = (parts: object) => {
    const names = Object.keys(parts)
    // A library of another account may have been opened meanwhile.
    const isTold = (table: string) =>
      names.some((name) => name.startsWith(`idb://${db.name}/${table}/`))
    // A page that comes back from where it was frozen does not know what it missed.
    if ('all' in parts || tables.some(isTold)) changed()
  }
  Dexie.on('storagemutated', told)
  return () => Dexie.on.storagemutated.unsubscribe(told)
}

/** Stands for an answer that is not asked for yet. */
const STALE = Symbol('stale')

/**
 * Like `watch` for a query that is dear: after a change it runs again only when `pause` ms have gone by,
 * so that a hundred changes in a row are one.
 */
export function watchCalmly<T>(
  query: () => Promise<T>,
  next: (value: T) => void,
  pause: number,
): () => void {
  let stop = () => {}
  const run = () => {
    let asked = false
    // The first call reads; the second one says that what was read has changed.
    stop = watch<T | typeof STALE>(
      async () => {
        if (asked) return STALE
        asked = true
        return query()
      },
      (value) => {
        if (value !== STALE) return next(value)
        stop()
        const timer = setTimeout(run, pause)
        stop = () => clearTimeout(timer)
      },
    )
  }
  run()
  return () => stop()
}
