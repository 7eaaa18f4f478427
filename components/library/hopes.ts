import type { Link, LinkState } from '../../utils/model/link.ts'
import { onToast } from '../ui/toast-store.ts'
import type { Scope } from './route.ts'

/** What links are about to become; 'deleted' for those about to go. */
export interface Change {
  state?: LinkState | 'deleted'
  starred?: 0 | 1
}

interface Hope {
  ids: ReadonlySet<number>
  change: Change
}

let hopes: readonly Hope[] = []
const listeners = new Set<() => void>()

/** The database tells of an act this long after it was done, at the latest. */
const ECHO_MS = 1500

/** Shows an act as done while it is being done, and takes that back if it fails. */
export async function hopeFor(
  ids: number[],
  change: Change,
  act: Promise<boolean>,
): Promise<boolean> {
  const hope: Hope = { ids: new Set(ids), change }
  const drop = () => set(hopes.filter((each) => each !== hope))
  set([...hopes, hope])
  const done = await act
  if (done) setTimeout(drop, ECHO_MS)
  else drop()
  return done
}

export function onHopes(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** A link as it is about to be. */
export function hoped(link: Link): Link {
  const mine = hopes.filter(({ ids }) => ids.has(link.id))
  return mine.length === 0
    ? link
    : Object.assign({}, link, ...mine.map((each) => known(each.change)))
}

const known = ({ state, starred }: Change): Partial<Link> => ({
  ...(state === undefined || state === 'deleted' ? {} : { state }),
  ...(starred === undefined ? {} : { starred }),
})

/** The ids of a shelf without those of links that are about to leave it. */
export function staying(ids: Float64Array, scope: Scope): Float64Array {
  const leaving = hopes.filter(({ change }) => leaves(scope, change))
  return leaving.length === 0 ? ids : ids.filter((id) => !leaving.some((hope) => hope.ids.has(id)))
}

function leaves(scope: Scope, { state, starred }: Change): boolean {
  if (state === 'deleted') return true
  if (scope === 'all') return state === 'trash'
  if (scope === 'starred') return starred === 0 || state === 'trash'
  return state !== undefined && state !== scope
}

function set(next: readonly Hope[]): void {
  hopes = next
  for (const listener of listeners) listener()
}

// What was undone is not to be hoped for any more; only messages of acts can be undone.
onToast((toast) => {
  if (toast && toast.actId === undefined && hopes.length > 0) set([])
})
