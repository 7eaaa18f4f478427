import { db, type Tables } from '../database.ts'
import { CLOCK_KEY, type ClockRow, CURSOR_KEY, type CursorRow } from './cursor-row.ts'

/** @throws Error where nothing is synced */
export async function cursorRow(t: Pick<Tables, 'replica'> = db): Promise<CursorRow> {
  const row = (await t.replica.get(CURSOR_KEY)) as CursorRow | undefined
  if (!row) throw new Error('not synced')
  return row
}

/** @throws Error where nothing is synced */
export async function clockRow(t: Pick<Tables, 'replica'> = db): Promise<ClockRow> {
  const row = (await t.replica.get(CLOCK_KEY)) as ClockRow | undefined
  if (!row) throw new Error('not synced')
  return row
}
