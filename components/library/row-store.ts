import type { Changed } from '../../utils/db/catalogue/catalogue.ts'
import { readRows } from '../../utils/db/catalogue/read-rows.ts'
import type { Link } from '../../utils/model/link.ts'
import type { Run } from './shelf-layout.ts'

/** Links are read in runs of so many, one further than those in view: scrolling finds them there. */
const BLOCK = 16

/** More than these are forgotten: a list of 100,000 must not end up in memory. */
const MOST = 400

export interface RowStore {
  rows: ReadonlyMap<number, Link>
  /** Reads what is not there of a run of ids and what is around it. */
  want: (ids: Float64Array, run: Run) => void
  /** Reads again what changed. */
  renew: (changed: Changed) => void
  stop: () => void
}

/**
 * Links of the rows in view and around them.
 * @param first some that were read already
 * @param told whenever some of those in view came or changed
 */
export function createRowStore(first: Link[], told: () => void): RowStore {
  const rows = new Map(first.map((link) => [link.id, link]))
  const asked = new Set<number>()
  let inView: ReadonlySet<number> = new Set()
  let stopped = false
  const read = async (ids: number[]) => {
    for (const id of ids) asked.add(id)
    const links = await readRows(ids)
    for (const id of ids) {
      asked.delete(id)
      const link = links.get(id)
      if (link) rows.set(id, link)
      else rows.delete(id)
    }
    if (!stopped && ids.some((id) => inView.has(id))) told()
  }
  const forget = (kept: ReadonlySet<number>) => {
    for (const id of rows.keys()) if (!kept.has(id)) rows.delete(id)
  }
  return {
    rows,
    want: (ids, { first, end }) => {
      inView = new Set(ids.subarray(first, end))
      const from = Math.max(0, Math.floor(first / BLOCK) * BLOCK - BLOCK)
      const around = [...ids.subarray(from, Math.ceil(end / BLOCK) * BLOCK + BLOCK)]
      const missing = around.filter((id) => !rows.has(id) && !asked.has(id))
      if (rows.size > MOST) forget(new Set(around))
      if (missing.length > 0) void read(missing)
    },
    renew: (changed) => {
      const ids = [...rows.keys()].filter((id) => changed === 'many' || changed.has(id))
      if (ids.length > 0) void read(ids)
    },
    stop: () => {
      stopped = true
    },
  }
}
