import { db } from '../database.ts'
import { INDEX_FORMAT } from './index-state.ts'
import { wantedVersions } from './wanted-versions.ts'

/** Whether there is something to index. All that the background knows of the index. */
export async function isIndexBehind(): Promise<boolean> {
  const row = await db.indexState.get('state')
  if (row?.format !== INDEX_FORMAT || row.merge || row.next || row.current.below > 0) return true
  if (row.current.versions !== (await wantedVersions())) return true
  // Counting them takes a while after a hundred thousand were added, and whoever adds more waits for it.
  const [first] = await db.indexLog.limit(1).primaryKeys()
  return first !== undefined
}
