import { db } from '../database.ts'
import { CLOCK_KEY, type ClockRow, CURSOR_KEY, type CursorRow } from './cursor-row.ts'

/** @throws Error where nothing is synced */
export async function cursorRow(): Promise<CursorRow> {
  const row = (await db.replica.get(CURSOR_KEY)) as CursorRow | undefined
  if (!row) throw new Error('not synced')
  return row
}

/** @throws Error where nothing is synced */
export async function clockRow(): Promise<ClockRow> {
  const row = (await db.replica.get(CLOCK_KEY)) as ClockRow | undefined
  if (!row) throw new Error('not synced')
  return row
}
