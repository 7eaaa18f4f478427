import { db } from './database.ts'
import { STATUS_KEY, type StatusRow } from './replica/cursor-row.ts'
import { statusRow } from './sync-queries.ts'

const AT_FIRST: StatusRow = {
  key: STATUS_KEY,
  status: { state: 'idle', at: 0 },
  log: [],
  failures: 0,
  compared: 0,
}

/** What is known of sync in this library; as it is at first where nothing is. */
export const readStatus = async (): Promise<StatusRow> => (await statusRow()) ?? AT_FIRST

/** Changes what screens show of sync. */
export const changeStatus = (change: (row: StatusRow) => StatusRow): Promise<void> =>
  db.transaction('rw', db.replica, async () => {
    await db.replica.put(change(await readStatus()))
  })
