import type { SyncClock } from '../record/replica.ts'
import { moveUnsent } from './move-unsent.ts'
import { inTransaction, lookAt, type Pass } from './pass.ts'

/** Less is what clocks and networks do. */
const WRONG_MS = 2000

/** Sets the clock by an answer's time, where it was wrong, and moves what was written by it and never sent. */
export async function keepTime(
  pass: Pass,
  serverNow: number,
  sent: number,
  came: number,
): Promise<void> {
  const took = Math.max(0, came - sent)
  const offset = Math.round(serverNow - (sent + took / 2))
  const isWrong = (clock: SyncClock) => Math.abs(offset - clock.offset) > WRONG_MS + took / 2
  if (!isWrong(await lookAt(pass, (reader) => reader.clock()))) return
  await inTransaction(pass, async (transaction) => {
    if (isWrong(await transaction.clock())) await moveUnsent(transaction, offset, serverNow)
  })
}
