import { editRecord } from '../record/edit-record.ts'
import { textOf } from '../record/record.ts'
import type { Cursor, ReplicaTransaction } from '../record/replica.ts'
import { wholeUnsent } from '../record/unsent-parts.ts'
import { fetchItems } from './fetch-items.ts'
import { inTransaction, lookAt, type Pass } from './pass.ts'
import { MOST_ITEMS } from './protocol.ts'
import { storeItems } from './store-items.ts'

const MANY = 50
/** As a share of a small library one link is much, and nothing to ask about. */
const FEW = 5
const SHARE = 1 / 5

/** Whether somebody has to be asked before so many links of a library go. */
export const isTooMany = (gone: number, links: number): boolean =>
  gone > MANY || (gone > FEW && gone > links * SHARE)

/** Removes the links whose removal was left until it was known how many there are; or keeps them, or asks. */
export async function removeHeldLinks(pass: Pass): Promise<void> {
  const { held, links } = await lookAt(pass, async (reader) => ({
    held: (await reader.cursor()).held,
    links: await reader.countLinks(),
  }))
  if (pass.removals === 'ask' && isTooMany(held.length, links)) {
    pass.asked += held.length
    return
  }
  for (let at = 0; at < held.length; at += MOST_ITEMS) {
    const uids = held.slice(at, at + MOST_ITEMS)
    if (pass.removals === 'keep') await keepLinks(pass, uids)
    else await removeLinks(pass, uids)
  }
}

async function removeLinks(pass: Pass, uids: string[]): Promise<void> {
  const missing = uids.filter((uid) => !pass.left.has(uid))
  const fetched = missing.length > 0 ? await fetchItems(pass, 'link', { uids: missing }) : []
  for (const item of fetched) pass.left.set(item.record.uid, item)
  const items = uids.map((uid) => pass.left.get(uid)).filter((item) => item !== undefined)
  await inTransaction(pass, async (transaction) => {
    await storeItems(transaction, pass, items)
    await forgetLinks(
      transaction,
      uids.filter((uid) => !pass.left.has(uid)),
    )
    await leaveHeld(transaction, uids)
  })
}

/** Those the server has purged meanwhile, and their versions, unless something was written to them here. */
async function forgetLinks(transaction: ReplicaTransaction, uids: string[]): Promise<void> {
  const locals = await transaction.getMany('link', uids)
  const written = locals.filter(({ unsent }) => unsent !== undefined)
  if (written.length > 0) await transaction.putMany(written.map(wholeUnsent))
  const gone = locals.filter(({ unsent }) => !unsent)
  const versions = await transaction.snapshotsOf(gone.map(({ record }) => record.uid))
  const all = [...versions.filter(({ unsent }) => !unsent), ...gone]
  await transaction.forgetMany(all.map(({ record }) => record))
}

/** Touches them, so that they come back everywhere. */
function keepLinks(pass: Pass, uids: string[]): Promise<void> {
  return inTransaction(pass, async (transaction) => {
    const stamp = await transaction.stamp()
    const locals = await transaction.getMany('link', uids)
    const kept = locals.map((local) =>
      editRecord(local, { values: { url: textOf(local.record, 'url') } }, stamp),
    )
    await transaction.putMany(kept)
    await leaveHeld(transaction, uids)
  })
}

async function leaveHeld(transaction: ReplicaTransaction, uids: string[]): Promise<void> {
  const cursor: Cursor = await transaction.cursor()
  const done = new Set(uids)
  await transaction.setCursor({ ...cursor, held: cursor.held.filter((uid) => !done.has(uid)) })
}
