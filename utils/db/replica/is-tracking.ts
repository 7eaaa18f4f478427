import { db } from '../database.ts'
import { CURSOR_KEY } from './cursor-row.ts'

/** Whether the library that is open is synced. */
export const isTracking = async (): Promise<boolean> =>
  (await db.replica.get(CURSOR_KEY)) !== undefined
