import type { Link } from '../../model/link.ts'
import { isAlive, recordId, type SyncRecord } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import { sameValue } from '../same-value.ts'
import { describeRow } from './describe-row.ts'
import { type RecordRow, rowOf, tombstoneOf } from './record-row.ts'
import { showLinks } from './show-links.ts'
import { showSettings } from './show-settings.ts'
import { showSnapshots } from './show-snapshots.ts'
import { showTags } from './show-tags.ts'
import { describeRows, type WorkingSet } from './working-set.ts'

/** Brings what a transaction put into the tables: as rows what can be shown, the rest beside its stamps. */
export async function showRecords(set: WorkingSet): Promise<void> {
  const settled = set.settled()
  const tags = await showTags(set)
  const links = await showLinks(set, settled, tags)
  const snapshots = await showSnapshots(set, set.writtenOf('snapshot'), links)
  await showSettings(set.t, set.writtenOf('setting'))
  const shown = { tag: tags, link: links.ids, snapshot: snapshots }
  const isShown = ({ kind, uid }: SyncRecord): boolean => kind !== 'setting' && shown[kind].has(uid)
  const inRows = valuesOfLinks(links.rows)
  for (const [id, values] of await valuesInRows(set)) inRows.set(id, values)
  await writeStamps(set, settled, inRows, isShown)
}

async function writeStamps(
  set: WorkingSet,
  settled: ReadonlyMap<string, RecordRow>,
  inRows: ReadonlyMap<string, Values>,
  isShown: (record: SyncRecord) => boolean,
): Promise<void> {
  const rows = [...settled.values()]
  const gone: string[] = []
  for (const [id, local] of set.written()) {
    if (settled.has(id)) continue
    if (!local) gone.push(id)
    else if (isOver(local)) rows.push(tombstoneOf(local))
    else rows.push(rowOf(local, heldBy(local.record, isShown(local.record) ? inRows.get(id) : {})))
  }
  await set.t.records.bulkPut(rows)
  await set.t.records.bulkDelete(gone)
}

/** What the rows of links just written say, by the ids of their records: what a link refers to is no value. */
function valuesOfLinks(rows: Link[]): Map<string, Values> {
  const described = rows.flatMap((row) => describeRow('links', row, NOTHING) ?? [])
  return new Map(described.map((each) => [recordId(each), each.values]))
}

const NOTHING = { tag: () => undefined, link: () => undefined }

/** The same of all else, which is less. */
async function valuesInRows(set: WorkingSet): Promise<Map<string, Values>> {
  const found = new Map<string, Values>()
  for (const kind of ['tag', 'snapshot', 'setting'] as const) {
    const uids = set.writtenOf(kind).map(({ record }) => record.uid)
    for (const { uid, values } of await describeRows(set.t, kind, uids)) {
      found.set(recordId({ kind, uid }), values)
    }
  }
  return found
}

type Values = SyncRecord['values']

/**
 * Values that its row does not hold as they are: the key a link was made with, a tag's parent that was deleted,
 * what a later version of ours wrote.
 */
function heldBy({ values }: SyncRecord, inRow: Values = {}): Values | undefined {
  const held = Object.entries(values).filter(([field, value]) => !sameValue(value, inRow[field]))
  return held.length > 0 ? Object.fromEntries(held) : undefined
}

/** Dead everywhere, and nothing refers to it: that it was deleted is all another server would have to know. */
function isOver({ record, unsent }: LocalRecord): boolean {
  if (unsent || isAlive(record) || record.kind === 'tag' || record.kind === 'setting') return false
  return !record.values['mergedInto']
}
