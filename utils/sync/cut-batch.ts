import type { LocalRecord, ReplicaTransaction } from '../record/replica.ts'
import { wholeUnsent } from '../record/unsent-parts.ts'
import { type Item, MOST_BYTES } from './protocol.ts'
import { itemBytes, writeItem } from './write-item.ts'

/** Fewer than the server takes: what was acknowledged is one transaction, and readers wait for it. */
const AT_ONCE = 200

export interface Batch {
  epoch: string
  device: string
  /** The records as they are sent, and their items in the same order. */
  sent: LocalRecord[]
  items: Item[]
  bytes: number
  /** Records no batch has room for. */
  tooLarge: LocalRecord[]
}

/** As many unsent records as go into one batch, at least one. */
export async function cutBatch(
  transaction: ReplicaTransaction,
  mostBytes: number,
  round: number,
): Promise<Batch> {
  const batch: Batch = { epoch: '', device: '', sent: [], items: [], bytes: 0, tooLarge: [] }
  for (const unsent of await transaction.unsent(AT_ONCE)) {
    // One that was purged there has nothing left to be merged with.
    const local = unsent.round === round ? unsent : wholeUnsent(unsent)
    const item = writeItem(local)
    const bytes = itemBytes(item)
    if (bytes > MOST_BYTES) batch.tooLarge.push(local)
    else if (batch.sent.length > 0 && batch.bytes + bytes > mostBytes) break
    else {
      batch.sent.push(local)
      batch.items.push(item)
      batch.bytes += bytes
    }
  }
  return batch
}
