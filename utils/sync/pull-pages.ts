import { SyncFailure } from '../model/sync-failure.ts'
import type { Received } from '../record/receive-record.ts'
import type { Cursor } from '../record/replica.ts'
import { askServer, isFailed } from './ask-server.ts'
import { inSteps } from './in-parts.ts'
import { inTransaction, lookAt, type Pass, tell } from './pass.ts'
import { MOST_ITEMS, type PullAnswer } from './protocol.ts'
import { readPull } from './read-answer.ts'
import { readItems, storeItems } from './store-items.ts'

/** A server that sends one back to the beginning again and again would never be done with. */
const MOST_STARTS = 3

/** Pulls what the server has that is new, page by page, until there is no more. */
export async function pullPages(pass: Pass): Promise<void> {
  let starts = 0
  for (;;) {
    const cursor = await lookAt(pass, (reader) => reader.cursor())
    const { epoch, after, purged } = cursor
    const answer = await askServer(
      pass,
      () => pass.server.pull(epoch, after, MOST_ITEMS, purged),
      (raw) => readPull(raw, after),
    )
    if (isFailed(answer)) throw new SyncFailure('bad-answer', answer.error)
    if (answer.reset || answer.epoch !== epoch) {
      starts += 1
      if (starts > MOST_STARTS) throw new SyncFailure('bad-answer', 'reset')
      await startOver(pass, answer)
      continue
    }
    await storePage(pass, answer)
    tell(pass, 'pull')
    if (!answer.more) return
  }
}

/** Begins again at 0. What was held back or to be fetched will come again. */
function startOver(pass: Pass, { epoch, purged }: PullAnswer): Promise<void> {
  return inTransaction(pass, async (transaction) => {
    const cursor = await transaction.cursor()
    // Where it was a new epoch's start already, nothing local is taken away still.
    const isNew = cursor.epoch !== epoch
    const takesNothing = isNew || cursor.startingOver === 'epoch'
    const round = cursor.round + 1
    await transaction.setCursor({
      epoch,
      after: 0,
      purged,
      resolved: 0,
      round,
      epochRound: isNew ? round : cursor.epochRound,
      startingOver: takesNothing ? 'epoch' : 'purge',
      held: [],
      cameBack: [],
    })
  })
}

/** A part of the page and the cursor behind it are one transaction. */
async function storePage(pass: Pass, answer: PullAnswer): Promise<void> {
  const items = readItems(pass, answer.items, answer.now)
  await inSteps(pass, items, (part, isLast) =>
    isLast
      ? storePart(pass, part, answer.upTo, answer.purged)
      : storePart(pass, part, part.at(-1)?.seq ?? 0),
  )
}

/** @param purged as the answer said it, for the last part */
function storePart(
  pass: Pass,
  items: readonly Received[],
  upTo: number,
  purged?: number,
): Promise<void> {
  pass.pulled += items.length
  return inTransaction(pass, async (transaction) => {
    const before = await transaction.cursor()
    if (items.length > 0) await storeItems(transaction, pass, items, { holds: true })
    const cursor = await transaction.cursor()
    const next: Cursor = { ...cursor, after: upTo, purged: purgedOf(before, purged) }
    if (next.after !== before.after || next.purged !== before.purged) {
      await transaction.setCursor(next)
    }
  })
}

/** Who is beyond it misses nothing of what was purged so far. */
const purgedOf = ({ after, purged }: Cursor, told: number | undefined): number =>
  told !== undefined && after >= told ? told : purged
