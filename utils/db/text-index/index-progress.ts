import { db } from '../database.ts'
import { INDEX_FORMAT } from './index-state.ts'

/** Whether there is something to index. All that the background knows of the index. */
export async function isIndexBehind(): Promise<boolean> {
  const row = await db.indexState.get('state')
  if (row?.format !== INDEX_FORMAT || row.merge || row.next || row.current.below > 0) return true
  return (await db.indexLog.count()) > 0
}
