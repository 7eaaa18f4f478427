import { setting } from '../queries.ts'
import { buildsOf, indexState, rebuildIndex } from './index-state.ts'
import type { IndexBuild } from './rows.ts'

/** Which versions' texts an index that is begun now gets. */
export async function wantedVersions(): Promise<IndexBuild['versions']> {
  return (await setting('searchOldVersions')) ? 'all' : undefined
}

/**
 * Begins the index anew where it is to have the texts of other versions. Compared with what is there, not told: the
 * setting may come with an import, and whoever was told may be killed.
 * @returns whether it did
 */
export async function followSetting(): Promise<boolean> {
  const newest = buildsOf(await indexState()).at(-1)
  const versions = await wantedVersions()
  if (newest?.versions === versions) return false
  await rebuildIndex(versions)
  return true
}
