import type { Cursor } from '../../record/replica.ts'

export const CURSOR_KEY = 'cursor'

/** The one row of its table; there is none where nothing is synced. */
export interface CursorRow extends Cursor {
  key: typeof CURSOR_KEY
  /** Up to where rows that were there before have their stamps, by table; those it lacks are not begun. */
  enrolled: Record<string, number | string | 'all'>
}
