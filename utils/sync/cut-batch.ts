import type { LocalRecord, ReplicaReader } from '../record/replica.ts'
import { wholeUnsent } from '../record/unsent-parts.ts'
import { type Item, MOST_BYTES, MOST_ITEMS } from './protocol.ts'
import { itemBytes, writeItem } from './write-item.ts'

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
  reader: ReplicaReader,
  mostBytes: number,
  round: number,
): Promise<Batch> {
  const batch: Batch = { epoch: '', device: '', sent: [], items: [], bytes: 0, tooLarge: [] }
  for (const unsent of await reader.unsent(MOST_ITEMS)) {
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
