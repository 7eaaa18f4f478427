import type { Link } from '../../model/link.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { db } from '../database.ts'
import { snapshotsOf } from '../queries.ts'

/** A version in whose text words are looked for. */
export type SearchedVersion = Pick<Snapshot, 'uid' | 'capturedAt' | 'text'>

/** By the ids of their links, the newest first. */
export type SearchedVersions = ReadonlyMap<number, readonly SearchedVersion[]>

/** The newest version of each link. */
export async function newestVersions(links: readonly Link[]): Promise<SearchedVersions> {
  const kept = links.filter(({ latest }) => latest !== '')
  const rows = await db.snapshots.bulkGet(kept.map(({ latest }) => latest))
  return new Map(kept.map(({ id }, at) => [id, [rows[at] ?? []].flat()]))
}

/** The same with older versions, as far as their text is another one. */
export async function withOlder(
  newest: SearchedVersions,
  links: readonly Link[],
): Promise<SearchedVersions> {
  const several = links.filter(({ versions }) => versions > 1)
  if (several.length === 0) return newest
  const all = await db.transaction('r', db.snapshots, () =>
    Promise.all(several.map(({ id }) => snapshotsOf(id))),
  )
  const found = several.map(({ id }, at) => [id, eachTextOnce(all[at] ?? [])] as const)
  return new Map([...newest, ...found])
}

function eachTextOnce(versions: readonly SearchedVersion[]): SearchedVersion[] {
  const seen = new Set<string>()
  return versions.filter(({ text }) => !seen.has(text) && seen.add(text))
}
