import { retried, withUnsent } from '../../../utils/record/unsent-parts.ts'
import type { TestReplica } from './device.ts'

/** Has records that the server refused sent again with the next pass, as its owner does in the library. */
export async function retryRefused(replica: TestReplica): Promise<void> {
  if (replica.retry) return replica.retry()
  await replica.transaction(async (transaction) => {
    const refused = await transaction.refused()
    const again = refused.map((local) =>
      withUnsent(local, local.unsent ? retried(local.unsent) : undefined),
    )
    await transaction.putMany(again)
  })
}
