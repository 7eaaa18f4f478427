import type { Link } from '../../model/link.ts'
import { db } from '../database.ts'
import { linksByIds } from '../queries.ts'
import { currentColumns } from './catalogue.ts'
import { placeIn } from './columns.ts'

/** Links by their ids; those that stand close together are read as one run, which is several times faster. */
export async function readRows(ids: number[]): Promise<Map<number, Link>> {
  const [from, to] = [Math.min(...ids), Math.max(...ids)]
  const columns = currentColumns()
  const between = columns ? placeIn(columns.ids, to) - placeIn(columns.ids, from) : Infinity
  const links =
    ids.length > 2 && between < ids.length * 2
      ? await db.links.where('id').between(from, to, true, true).toArray()
      : await linksByIds(ids)
  const wanted = new Set(ids)
  return new Map(
    links.flatMap((link): [number, Link][] =>
      link && wanted.has(link.id) ? [[link.id, link]] : [],
    ),
  )
}
