import { hostOf } from '../shared/host-of.ts'
import type { IndexedLink, IndexedVersion, StorageIndex } from './storage-index.ts'

/** What a site, a tag or a link takes. */
export interface Share<K> {
  key: K
  bytes: number
  /** How many links these are. */
  links: number
}

export interface LargeLink {
  link: IndexedLink
  bytes: number
  versions: number
}

/** Stored bytes by site, by tag and by link, largest first. What several links share counts for the oldest of them. */
export interface StorageShares {
  sites: Share<string>[]
  tags: Share<number>[]
  /** Outside of the trash. */
  largest: LargeLink[]
}

export function storageShares({ links, versions, sizes }: StorageIndex): StorageShares {
  const own = ownBytes(versions, sizes)
  const sites = new Map<string, Share<string>>()
  const tags = new Map<number, Share<number>>()
  const largest: LargeLink[] = []
  for (const [id, { bytes, versions: count }] of own) {
    const link = links.get(id)
    if (!link) continue
    grow(sites, hostOf(link.url), bytes)
    for (const tag of link.tags) grow(tags, tag, bytes)
    if (!link.inTrash) largest.push({ link, bytes, versions: count })
  }
  const bySize = (a: { bytes: number }, b: { bytes: number }) => b.bytes - a.bytes
  return {
    sites: [...sites.values()].sort(bySize),
    tags: [...tags.values()].sort(bySize),
    largest: largest.sort(bySize),
  }
}

function grow<K>(shares: Map<K, Share<K>>, key: K, bytes: number): void {
  const share = shares.get(key) ?? { key, bytes: 0, links: 0 }
  shares.set(key, { ...share, bytes: share.bytes + bytes, links: share.links + 1 })
}

/** Links are made in the order of their ids, and versions come in that order. */
function ownBytes(versions: readonly IndexedVersion[], sizes: readonly number[]) {
  const seen = new Uint8Array(sizes.length)
  const own = new Map<number, { bytes: number; versions: number }>()
  for (const { linkId, bodies } of versions) {
    const sum = own.get(linkId) ?? { bytes: 0, versions: 0 }
    sum.versions++
    sum.bytes += newBytes(bodies, seen, sizes)
    own.set(linkId, sum)
  }
  return own
}

/** Bytes of those not seen before; they are now. */
function newBytes(bodies: Uint32Array, seen: Uint8Array, sizes: readonly number[]): number {
  let bytes = 0
  for (const place of bodies) {
    if (seen[place]) continue
    seen[place] = 1
    bytes += sizes[place] ?? 0
  }
  return bytes
}

/** Which old versions go: all but the newest ones of each link, or those that were kept longer ago. */
export type DropRule = { keep: number } | { olderThanDays: number }

/** What dropping old versions would come to. */
export interface DropPlan {
  uids: string[]
  links: number
  /** Bytes nobody else refers to. */
  bytes: number
}

const DAY = 86_400_000

/** The newest version of each link stays, whatever the rule, and so does what is still being fetched. */
export function planDrop(
  { links, versions, sizes }: StorageIndex,
  rule: DropRule,
  now = Date.now(),
): DropPlan {
  const newerOf = countNewer(versions)
  const goes = (version: IndexedVersion, at: number) => {
    const newer = newerOf[at] ?? 0
    if (newer === 0 || version.partial) return false
    return 'keep' in rule ? newer >= rule.keep : version.capturedAt < now - rule.olderThanDays * DAY
  }
  const gone = versions.filter(goes)
  const dropped = new Set(gone)
  const used = new Uint8Array(sizes.length)
  for (const { icon } of links.values()) if (icon >= 0) used[icon] = 1
  for (const version of versions) if (!dropped.has(version)) newBytes(version.bodies, used, sizes)
  return {
    uids: gone.map(({ uid }) => uid),
    links: new Set(gone.map(({ linkId }) => linkId)).size,
    bytes: gone.reduce((sum, { bodies }) => sum + newBytes(bodies, used, sizes), 0),
  }
}

/** How many newer versions of its link each has. */
function countNewer(versions: readonly IndexedVersion[]): number[] {
  const counts: number[] = []
  for (let at = versions.length - 1; at >= 0; at--) {
    const isOfSame = versions[at + 1]?.linkId === versions[at]?.linkId
    counts[at] = isOfSame ? (counts[at + 1] ?? 0) + 1 : 0
  }
  return counts
}
