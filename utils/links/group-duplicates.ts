import { inSlices } from '../shared/in-slices.ts'

/** Why links may be one page. */
export const LIKE_REASONS = ['address', 'canonical', 'text', 'title'] as const
export type LikeReason = (typeof LIKE_REASONS)[number]

/** Links that may be one page, oldest first, and why. */
export interface LikeGroup {
  ids: number[]
  reasons: LikeReason[]
}

/** Something a link has that another one of the same page would have, too. */
export interface Likeness {
  reason: LikeReason
  key: string
}

export interface Member {
  id: number
  uid: string
}

/** Links by what they have in common. */
export type Alike = Map<string, { reason: LikeReason; members: Member[] }>

/** Two links that somebody said are not one page. */
export const apartKey = (a: string, b: string): string => [a, b].sort().join(' ')

/** Notes what a link has in common with others, known or to come. */
export function addAlike(alike: Alike, member: Member, likenesses: Iterable<Likeness>): void {
  for (const { reason, key } of likenesses) {
    const name = `${reason} ${key}`
    const known = alike.get(name)
    if (!known) alike.set(name, { reason, members: [member] })
    else if (known.members.at(-1)?.id !== member.id) known.members.push(member)
  }
}

/** What more links than this have in common is a habit of their site, such as one title for every page. */
const MOST_ALIKE: Record<LikeReason, number> = { address: 50, canonical: 50, text: 12, title: 6 }

/**
 * Links that may be one page, the newest first. Two are in one group where they, or links between them, have something
 * in common and nobody said that they are apart.
 * @param apart `apartKey`s
 */
export async function groupDuplicates(
  alike: Alike,
  apart: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<LikeGroup[]> {
  const parents = new Map<number, number>()
  const reasons: [id: number, reason: LikeReason][] = []
  const group = ({ reason, members }: { reason: LikeReason; members: Member[] }) => {
    if (members.length < 2 || members.length > MOST_ALIKE[reason]) return
    for (const [a, b] of pairsOf(members)) {
      if (apart.has(apartKey(a.uid, b.uid))) continue
      join(parents, a.id, b.id)
      reasons.push([a.id, reason])
    }
  }
  await inSlices(alike.values(), group, signal)
  return groupsOf(parents, reasons).sort((a, b) => (b.ids.at(-1) ?? 0) - (a.ids.at(-1) ?? 0))
}

const pairsOf = (members: Member[]): [Member, Member][] =>
  members.flatMap((a, at) => members.slice(at + 1).map((b): [Member, Member] => [a, b]))

function join(parents: Map<number, number>, a: number, b: number): void {
  const [rootA, rootB] = [rootOf(parents, a), rootOf(parents, b)]
  parents.set(Math.max(rootA, rootB), Math.min(rootA, rootB))
}

function rootOf(parents: Map<number, number>, id: number): number {
  let root = id
  for (let next = parents.get(root); next !== undefined && next !== root; ) {
    root = next
    next = parents.get(root)
  }
  parents.set(id, root)
  return root
}

function groupsOf(
  parents: Map<number, number>,
  reasons: [id: number, reason: LikeReason][],
): LikeGroup[] {
  const ids = Map.groupBy([...parents.keys()], (id) => rootOf(parents, id))
  const why = Map.groupBy(reasons, ([id]) => rootOf(parents, id))
  return [...ids].map(([root, group]) => {
    const found = new Set(why.get(root)?.map(([, reason]) => reason))
    return {
      ids: group.sort((a, b) => a - b),
      reasons: LIKE_REASONS.filter((reason) => found.has(reason)),
    }
  })
}
