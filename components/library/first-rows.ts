import { firstLinks } from '../../utils/db/catalogue/first-links.ts'
import type { Link } from '../../utils/model/link.ts'
import { readPlace } from './place.ts'
import { parseRoute, type Route, shelfKey } from './route.ts'

/** The first links of a view. They are shown before the ids of all were read. */
interface First {
  shelf: string
  ids: Float64Array
  links: Link[]
}

/** As many as fill a window with the smallest rows. */
const MOST = 32

let asked: { shelf: string; answer: Promise<First> } | undefined
let there: First | undefined

/** Reads the first rows of an address before anything is drawn. */
export function startFirst(hash: string): void {
  // Who comes back to the middle of a shelf would see its top first.
  if (readPlace().top === 0) void findFirst(parseRoute(hash))?.catch(console.error)
}

/** The first links of a view that an index has in its order; undefined for others. */
export function findFirst(route: Route): Promise<First> | undefined {
  const { scope, q, tags, not, sort, group } = route
  const shelf = shelfKey(route)
  if (asked?.shelf === shelf) return asked.answer
  if (group === 'site' || group === 'tag') return undefined
  if (sort === 'title' || sort === 'relevance' || tags.length + not.length > 0 || q.trim() !== '')
    return undefined
  asked = { shelf, answer: read(shelf, scope, sort) }
  return asked.answer
}

async function read(shelf: string, scope: Route['scope'], order: 'newest' | 'oldest') {
  const links = await firstLinks(scope, order, MOST)
  there = { shelf, links, ids: Float64Array.from(links, ({ id }) => id) }
  return there
}

/** The same where it is there already. */
export const takeFirst = (shelf: string): First | undefined =>
  there?.shelf === shelf ? there : undefined

/** They were drawn: soon they will not be the first any more. */
export function dropFirst(): void {
  there = undefined
}

/** Resolves when the first rows were read, at once where none are. */
export const firstRead = async (): Promise<void> => {
  await asked?.answer.catch(() => {})
}
