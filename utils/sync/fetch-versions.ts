import { isAlive } from '../record/record.ts'
import type { ReplicaTransaction } from '../record/replica.ts'
import { wholeUnsent } from '../record/unsent-parts.ts'
import { fetchItems } from './fetch-items.ts'
import { inTransaction, lookAt, type Pass } from './pass.ts'
import { storeItems } from './store-items.ts'

/** A version's record may have tens of kilobytes. */
const LINKS_AT_ONCE = 50

/** Versions of links that came back: they did not change, so no page brings them. */
export async function fetchVersions(pass: Pass): Promise<void> {
  const { cameBack: back } = await lookAt(pass, (reader) => reader.cursor())
  for (let at = 0; at < back.length; at += LINKS_AT_ONCE) {
    const links = back.slice(at, at + LINKS_AT_ONCE)
    const items = await fetchItems(pass, 'snapshot', { links })
    await inTransaction(pass, async (transaction) => {
      await storeItems(transaction, pass, items)
      await sendLacking(
        transaction,
        links,
        items.map(({ record }) => record.uid),
      )
      const cursor = await transaction.cursor()
      const done = new Set(links)
      const left = cursor.cameBack.filter((uid) => !done.has(uid))
      await transaction.setCursor({ ...cursor, cameBack: left })
    })
  }
}

/** Versions the server purged with their link, and some other browser does not have. */
async function sendLacking(
  transaction: ReplicaTransaction,
  links: string[],
  there: string[],
): Promise<void> {
  const known = new Set(there)
  const versions = await transaction.snapshotsOf(links)
  const lacking = versions.filter(({ record }) => isAlive(record) && !known.has(record.uid))
  if (lacking.length > 0) await transaction.putMany(lacking.map(wholeUnsent))
}
