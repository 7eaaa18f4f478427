import { lastOf, moveStamps } from '../record/move-stamps.ts'
import { greatestStamp } from '../record/receive-record.ts'
import type { ReplicaTransaction } from '../record/replica.ts'
import { seenStamp } from './sent-stamp.ts'

/**
 * Sets the clock back or forth, and moves by the same all that was written by it and that nobody has seen, none of it
 * to after now. The clock then goes on after all that is left: a stamp that it gave before, and may give again, stands
 * nowhere any more. That is so only because all is moved at once, also what was refused.
 */
export async function moveUnsent(
  transaction: ReplicaTransaction,
  offset: number,
  serverNow: number,
): Promise<void> {
  const clock = await transaction.clock()
  const { device, read } = clock
  const by = offset - clock.offset
  const sent = seenStamp(clock, serverNow)
  const locals = [
    ...(await transaction.unsent(Number.POSITIVE_INFINITY)),
    ...(await transaction.refused()),
  ]
  const to = (ms: number) => Math.min(ms + by, serverNow)
  const moved = moveStamps(locals, { device, past: sent, to })
  await transaction.putMany(moved.filter((local, at) => local !== locals[at]))
  const lasts = moved.map((local) => lastOf(local, device))
  await transaction.setClock({
    ...clock,
    offset,
    sent,
    last: greatestStamp([read, sent, ...lasts]),
  })
}
