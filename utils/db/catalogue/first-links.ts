import type { Link, LinkState } from '../../model/link.ts'
import { db } from '../database.ts'
import { type LinkScope, linksByIds } from '../queries.ts'

const KEPT: LinkState[] = ['inbox', 'read', 'archived']

/** Of so many links in a row, some are likely not of the scope: one read of all is still faster than one of each. */
const SPARE = 8

/** The first links of a scope, newest or oldest first, however many there are. */
export async function firstLinks(
  scope: LinkScope,
  order: 'newest' | 'oldest',
  most: number,
): Promise<Link[]> {
  if (scope === 'all') return firstKept(order, most)
  const links = await linksByIds(await firstIds(scope, order, most))
  return links.filter((link) => link !== undefined)
}

async function firstKept(order: 'newest' | 'oldest', most: number): Promise<Link[]> {
  const all = db.links.orderBy('id')
  const keys = await (order === 'newest' ? all.reverse() : all).limit(most + SPARE).primaryKeys()
  const [from = 0, to = 0] = [keys[0], keys.at(-1)].sort((a = 0, b = 0) => a - b)
  const links = await db.links.where('id').between(from, to, true, true).toArray()
  const kept = links.filter(({ state }) => state !== 'trash')
  return (order === 'newest' ? kept.reverse() : kept).slice(0, most)
}

async function firstIds(
  scope: Exclude<LinkScope, 'all'>,
  order: 'newest' | 'oldest',
  most: number,
): Promise<number[]> {
  const states = scope === 'starred' ? KEPT : [scope]
  const lists = await Promise.all(
    states.map((state) => {
      const rows =
        scope === 'starred'
          ? db.links.where('[starred+state]').equals([1, state])
          : db.links.where('[state+id]').between([state, -Infinity], [state, Infinity])
      return (order === 'newest' ? rows.reverse() : rows).limit(most).primaryKeys()
    }),
  )
  const sign = order === 'newest' ? -1 : 1
  return lists
    .flat()
    .sort((a, b) => sign * (a - b))
    .slice(0, most)
}
