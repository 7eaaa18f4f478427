import { Dexie, liveQuery, type ObservabilitySet, RangeSet } from 'dexie'
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
  const live = liveQuery(query)
  let held = 0
  const begin = () => {
    held = 0
    const told = (value: T) => {
      held = 0
      next(value)
    }
    return live.subscribe({ next: told, error: failed })
  }
  let subscription = begin()
  const note = (parts: ObservabilitySet) => {
    held += keysIn(parts)
    if (held < MOST_HELD) return
    subscription.unsubscribe()
    subscription = begin()
  }
  Dexie.on('storagemutated', note)
  return () => {
    Dexie.on.storagemutated.unsubscribe(note)
    subscription.unsubscribe()
  }
}

/**
 * A live query of Dexie holds the keys of all that changed, whatever it is about, until it runs again: an open page would
 * hold a hundred megabytes after a hundred thousand links came. With more than these it is begun anew.
 */
const MOST_HELD = 5000

const counted = new WeakMap<ObservabilitySet, number>()

/** How many keys and ranges a change is of; each change is told to every query that waits. */
function keysIn(parts: ObservabilitySet): number {
  const known = counted.get(parts)
  if (known !== undefined) return known
  let count = 0
  for (const part of Object.keys(parts)) {
    const ranges = parts[part]
    for (const _ of ranges ? RangeSet(ranges) : []) if (count++ > MOST_HELD) break
  }
  counted.set(parts, count)
  return count
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
