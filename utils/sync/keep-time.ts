import { lastOf, moveStamps } from '../record/move-stamps.ts'
import { greatestStamp } from '../record/receive-record.ts'
import type { ReplicaTransaction } from '../record/replica.ts'
import { inTransaction, type Pass } from './pass.ts'
import { seenStamp } from './sent-stamp.ts'

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
  await inTransaction(pass, async (transaction) => {
    const clock = await transaction.clock()
    const by = offset - clock.offset
    if (Math.abs(by) > WRONG_MS + took / 2) await correct(transaction, offset, serverNow)
  })
}

async function correct(
  transaction: ReplicaTransaction,
  offset: number,
  serverNow: number,
): Promise<void> {
  const clock = await transaction.clock()
  const { device, read } = clock
  const sent = seenStamp(clock, serverNow)
  const by = offset - clock.offset
  const unsent = await transaction.unsent(Number.POSITIVE_INFINITY)
  const move = { device, past: sent, to: (ms: number) => ms + by }
  const moved = moveStamps(unsent, move)
  await transaction.putMany(moved.filter((local, at) => local !== unsent[at]))
  const lasts = moved.map((local) => lastOf(local, device))
  const last = greatestStamp([read, sent, ...lasts])
  await transaction.setClock({ ...clock, offset, sent, last })
}
