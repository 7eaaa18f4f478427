import { SYNCED_SETTINGS } from '../../model/setting.ts'
import type { LocalRecord } from '../../record/replica.ts'
import { checkRow } from '../library/row-shapes.ts'
import type { ReplicaTables } from './working-set.ts'

const synced: ReadonlySet<string> = new Set(SYNCED_SETTINGS)

/** Takes settings over; one that another version wrote and this one can't read stays as it is here. */
export async function showSettings(t: ReplicaTables, locals: LocalRecord[]): Promise<void> {
  for (const { record } of locals) {
    if (!synced.has(record.uid)) continue
    try {
      await t.settings.put(checkRow('settings', { key: record.uid, value: record.values['value'] }))
    } catch {}
  }
}
