import { recordId } from '../../../utils/record/record.ts'
import type { LocalRecord, Replica } from '../../../utils/record/replica.ts'
import { withUnsent } from '../../../utils/record/unsent-parts.ts'

const AT_ONCE = 500

/** Has records that the server refused sent again with the next pass: their owner may have made room for them. */
export async function retryRefused(replica: Replica): Promise<void> {
  let after = ''
  for (;;) {
    const page = await replica.transaction(async (transaction) => {
      const locals = await transaction.scan({ after, most: AT_ONCE })
      const refused = locals.filter(({ unsent }) => unsent?.rejected !== undefined)
      if (refused.length > 0) await transaction.putMany(refused.map(again))
      return locals
    })
    const last = page.at(-1)
    if (!last) return
    after = recordId(last.record)
  }
}

function again(local: LocalRecord): LocalRecord {
  if (!local.unsent) return local
  const { rejected: _, ...unsent } = local.unsent
  return withUnsent(local, unsent)
}
