import { Dexie, type ObservabilitySet, RangeSet } from 'dexie'
import type { Link } from '../../model/link.ts'
import { sleep } from '../../shared/wait.ts'
import { db } from '../database.ts'
import { type Columns, patchColumns } from './columns.ts'
import { readColumns, readHeld } from './read-columns.ts'

/** What changed since the last time: ids of links, or more than is worth to be told one by one. */
export type Changed = ReadonlySet<number> | 'many'

type Listener = (columns: Columns, changed: Changed) => void

/** More changes than this are read as a whole. */
const MANY = 2000

/** Tags are read this long after the rest, whole libraries not more often than this: rows on screen come first. */
const AFTER_YOU_MS = 120

const NOTHING: ReadonlySet<number> = new Set()

const listeners = new Set<Listener>()
let columns: Columns | undefined
let changed: Set<number> | 'many' = new Set()
let working = false
let started = false

/**
 * Tells of the columns of the open library, and of every change in any context, once `openCatalogue` was called.
 * @returns a function that stops it
 */
export function watchCatalogue(listener: Listener): () => void {
  listeners.add(listener)
  if (columns) listener(columns, NOTHING)
  return () => listeners.delete(listener)
}

/** The columns as they are, undefined until they were read. */
export const currentColumns = (): Columns | undefined => columns

/**
 * Reads the columns and keeps them up to date, once a page. That is outside of live queries: those would keep every key
 * they read, and read all again after each change.
 */
export function openCatalogue(): void {
  if (started) return
  started = true
  Dexie.on('storagemutated', (parts) => {
    note(parts)
    void work()
  })
  changed = 'many'
  void work()
}

function note(parts: ObservabilitySet): void {
  if ('all' in parts) changed = 'many'
  for (const index of ['', ':dels']) {
    const ranges = parts[`idb://${db.name}/links/${index}`]
    for (const { from, to } of ranges ? RangeSet(ranges) : []) {
      if (changed === 'many') return
      if (from === to && typeof from === 'number' && changed.size < MANY) changed.add(from)
      else changed = 'many'
    }
  }
}

const isDirty = (): boolean => changed === 'many' || changed.size > 0

/** One at a time; what changes meanwhile is next. */
async function work(): Promise<void> {
  if (working) return
  working = true
  try {
    while (isDirty()) {
      const now = changed
      changed = new Set()
      await (now === 'many' || !columns ? readAll() : readSome(columns, now))
    }
  } catch (error) {
    // The next change tries again.
    console.error(error)
    changed = 'many'
  } finally {
    working = false
  }
}

async function readAll(): Promise<void> {
  const first = columns === undefined
  const next = await readColumns()
  if (first) tell(next, NOTHING)
  await sleep(AFTER_YOU_MS)
  tell({ ...next, held: await readHeld(next.ids) }, first ? NOTHING : 'many')
}

async function readSome(old: Columns, ids: ReadonlySet<number>): Promise<void> {
  const links = await db.links.bulkGet([...ids])
  const rows = new Map(links.flatMap((link): [number, Link][] => (link ? [[link.id, link]] : [])))
  tell(patchColumns(old, ids, rows), ids)
}

function tell(next: Columns, what: Changed): void {
  columns = next
  for (const listener of listeners) listener(next, what)
}
