import { setting } from '../queries.ts'
import type { IndexBuild } from './rows.ts'

/** Which versions' texts an index that is begun now gets. */
export async function wantedVersions(): Promise<IndexBuild['versions']> {
  return (await setting('searchOldVersions')) ? 'all' : undefined
}
