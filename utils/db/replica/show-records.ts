import { isAlive, type SyncRecord } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import { db } from '../database.ts'
import { type RecordRow, rowOf } from './record-row.ts'
import { showLinks } from './show-links.ts'
import { showSettings } from './show-settings.ts'
import { showSnapshots } from './show-snapshots.ts'
import { showTags } from './show-tags.ts'
import type { WorkingSet } from './working-set.ts'

/** Brings what a transaction put into the tables: as rows what can be shown, the rest beside its stamps. */
export async function showRecords(set: WorkingSet): Promise<void> {
  const of = (kind: SyncRecord['kind']): LocalRecord[] =>
    [...set.written().values()].flatMap((local) => (local?.record.kind === kind ? [local] : []))
  const tags = await showTags(set)
  const links = await showLinks(of('link'), tags)
  const snapshots = await showSnapshots(set, of('snapshot'), links)
  await showSettings(of('setting'))
  const shown = { tag: tags, link: links.ids, snapshot: snapshots }
  await writeStamps(set, ({ kind, uid }) => kind === 'setting' || shown[kind].has(uid))
}

async function writeStamps(
  set: WorkingSet,
  isShown: (record: SyncRecord) => boolean,
): Promise<void> {
  const rows: RecordRow[] = []
  const gone: string[] = []
  for (const [id, local] of set.written()) {
    if (!local || isOver(local)) gone.push(id)
    else rows.push(rowOf(local, isShown(local.record) ? undefined : local.record.values))
  }
  await db.records.bulkPut(rows)
  await db.records.bulkDelete(gone)
}

/** Dead everywhere, and nothing refers to it: the server remembers it for those who have not heard. */
function isOver({ record, unsent }: LocalRecord): boolean {
  if (unsent || isAlive(record) || record.kind === 'tag' || record.kind === 'setting') return false
  return !record.values['mergedInto']
}
