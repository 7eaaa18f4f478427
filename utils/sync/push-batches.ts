import { isSyncFailure, SyncFailure } from '../model/sync-failure.ts'
import { lastOf } from '../record/move-stamps.ts'
import { greatestStamp } from '../record/receive-record.ts'
import { recordId } from '../record/record.ts'
import type { LocalRecord, ReplicaPlace, ReplicaTransaction } from '../record/replica.ts'
import { laterStamp } from '../record/stamp.ts'
import { acknowledged, isBroughtBack } from '../record/unsent-parts.ts'
import { afterRefusal, isLate, versionsOf } from './after-refusal.ts'
import { askServer, isFailed } from './ask-server.ts'
import { type Batch, cutBatch } from './cut-batch.ts'
import { fetchItems } from './fetch-items.ts'
import { inParts, inSteps } from './in-parts.ts'
import { knownOf } from './known-records.ts'
import { moveUnsent } from './move-unsent.ts'
import { inPlace, inTransaction, lookAt, type Pass, stopIfAsked, tell } from './pass.ts'
import { type FailedAnswer, PROTOCOL, type PushAnswer, type PushResult } from './protocol.ts'
import { readPush } from './read-answer.ts'
import { storeItems } from './store-items.ts'
import { withNoteBase } from './write-item.ts'

/**
 * Pushes what is unsent, batch by batch.
 * @returns 'again' where there is something to pull, or to be fetched for links that came back
 */
export async function pushBatches(pass: Pass): Promise<'through' | 'again'> {
  let broughtBack = false
  for (;;) {
    const batch = await takeBatch(pass)
    if (batch.tooLarge.length > 0) {
      await inTransaction(pass, (transaction) => refuse(transaction, pass, batch.tooLarge))
    }
    if (batch.sent.length === 0) {
      if (batch.tooLarge.length > 0) continue
      return broughtBack ? 'again' : 'through'
    }
    const answer = await sendBatch(pass, batch)
    if (answer === 'smaller') continue
    if (answer === 'epoch') return 'again'
    if (await settleBatch(pass, batch, answer)) broughtBack = true
    const conflicts = batch.sent.filter((_, at) => answer.results[at]?.status === 'conflict')
    if (conflicts.length > 0) {
      await fetchConflicts(pass, conflicts)
      return 'again'
    }
  }
}

/** What goes next. From now on others may have seen its stamps. */
async function takeBatch(pass: Pass): Promise<Batch> {
  const batch = await lookAt(pass, async (reader) => {
    const [{ round, epoch }, { device }] = [await reader.cursor(), await reader.clock()]
    return { ...(await cutBatch(reader, pass.batchBytes, round)), epoch, device }
  })
  const lasts = batch.sent.map((local) => lastOf(local, batch.device))
  if (lasts.length > 0) {
    await inPlace(pass, async (place) => {
      const clock = await place.clock()
      const sent = greatestStamp([clock.sent, ...lasts])
      // Rows older than sync have stamps that the clock did not give.
      const last = laterStamp(clock.last, sent)
      if (sent !== clock.sent) await place.setClock({ ...clock, sent, last })
    })
  }
  return batch
}

/** @returns 'epoch' where another began after the pull */
async function sendBatch(pass: Pass, batch: Batch): Promise<PushAnswer | 'smaller' | 'epoch'> {
  const answer = await pushBatch(pass, batch)
  if (!isFailed(answer)) return answer
  if (answer.error === 'epoch') return 'epoch'
  if (answer.error !== 'too-large' && answer.error !== 'too-many') {
    throw new SyncFailure('bad-answer', answer.error)
  }
  await halve(pass, batch)
  return 'smaller'
}

async function pushBatch(pass: Pass, batch: Batch): Promise<PushAnswer | FailedAnswer> {
  const { sent, items, epoch, device } = batch
  const told = await Promise.all(
    items.map((item, at) => {
      const local = sent[at]
      return local ? withNoteBase(item, local, pass.hash) : item
    }),
  )
  try {
    return await askServer(
      pass,
      () => pass.server.push(epoch, device, told),
      (raw) => readPush(raw, told.length),
    )
  } catch (error) {
    if (!isTooMuch(error, batch)) throw error
    return { protocol: PROTOCOL, now: 0, error: 'too-large' }
  }
}

/** Whatever refuses a request of so few bytes would refuse nearly every record. */
const SMALL_BYTES = 16 * 1024

/** Whether it was refused for its size, and less may go. */
function isTooMuch(error: unknown, { sent, bytes }: Batch): boolean {
  const isHopeless = sent.length === 1 && bytes < SMALL_BYTES
  return isSyncFailure(error, 'too-large') || (isSyncFailure(error, 'request-size') && !isHopeless)
}

/** Less at once; a record that is too large alone is set aside. */
async function halve(pass: Pass, { sent, bytes }: Batch): Promise<void> {
  pass.batchBytes = Math.max(1, Math.floor(Math.min(bytes, pass.batchBytes) / 2))
  if (sent.length === 1) {
    await inTransaction(pass, (transaction) => refuse(transaction, pass, sent))
  }
}

async function refuse(
  transaction: ReplicaTransaction,
  pass: Pass,
  sent: readonly LocalRecord[],
): Promise<void> {
  const refused = sent.map((local) => ({ local, result: TOO_LARGE }))
  await settle(transaction, pass, refused, 0)
}

const TOO_LARGE: PushResult = { status: 'rejected', reason: 'too-large' }

/** Notes that were written elsewhere meanwhile, or a while ago by a clock ahead of this one. */
async function fetchConflicts(pass: Pass, locals: readonly LocalRecord[]): Promise<void> {
  const uids = locals.map(({ record }) => record.uid)
  const items = await fetchItems(pass, 'link', { uids })
  await inTransaction(pass, (transaction) => storeItems(transaction, pass, items, { holds: true }))
}

/**
 * A part of it is one transaction. What was not acknowledged where the worker dies is sent again.
 * @returns whether links came back with it
 */
async function settleBatch(pass: Pass, { sent }: Batch, answer: PushAnswer): Promise<boolean> {
  const { results, now } = answer
  const { round } = await lookAt(pass, (reader) => reader.cursor())
  const all = sent.flatMap((local, at) => {
    const result = results[at]
    return result ? [{ local, result }] : []
  })
  const [taken, others] = partition(all)
  for (const part of inParts(taken, NOTED_AT_ONCE)) {
    await noteTaken(pass, part, round)
    tell(pass, 'push')
  }
  await inSteps(pass, others, async (part) => {
    if (part.length === 0) return
    await inTransaction(pass, (transaction) => settle(transaction, pass, part, now))
    tell(pass, 'push')
  })
  const broughtBack = sent.some(isBroughtBack)
  await inPlace(pass, (place) => moveCursor(place, answer, broughtBack))
  return broughtBack
}

/** Who reads the library does not wait for these, but who writes to it does. */
const NOTED_AT_ONCE = 250

interface Sent<Result = PushResult> {
  local: LocalRecord
  result: Result
}
type Taken = Sent<Exclude<PushResult, { status: 'rejected' }>>

/**
 * @returns links of which nothing changes but what is known of them, and all others. Where a version is shown depends
 * on its link, and a link that was deleted once may have versions that came meanwhile.
 */
function partition(sent: readonly Sent[]): [Taken[], Sent[]] {
  const isPlain = (each: Sent): each is Taken => {
    const { kind, deleted } = each.local.record
    const isTaken = each.result.status !== 'rejected'
    return isTaken && kind === 'link' && deleted === '' && !each.local.unsent?.wasRefused
  }
  return [sent.filter(isPlain), sent.filter((each) => !isPlain(each))]
}

async function noteTaken(pass: Pass, taken: readonly Taken[], round: number): Promise<void> {
  stopIfAsked(pass)
  const records = taken.map(({ local }) => local.record)
  await pass.replica.note(records, (local, at) => {
    const each = taken[at]
    return each ? afterTaking(local, each, round) : local
  })
  pass.pushed += taken.length
}

const afterTaking = (local: LocalRecord, { local: was, result }: Taken, round: number) => ({
  ...acknowledged(local, was, result.status === 'conflict'),
  seq: result.seq,
  round,
})

async function moveCursor(
  place: ReplicaPlace,
  { results, before, seq }: PushAnswer,
  broughtBack: boolean,
): Promise<void> {
  const cursor = await place.cursor()
  const conflicts = results.some(({ status }) => status === 'conflict')
  // Nobody else wrote anything: all that is new was just sent from here. Of what was deleted here once the server may
  // have more than was remembered.
  if (before === cursor.after && seq > before && !conflicts && !broughtBack) {
    const resolved = cursor.resolved === before ? seq : cursor.resolved
    await place.setCursor({ ...cursor, after: seq, resolved })
  }
}

async function settle(
  transaction: ReplicaTransaction,
  pass: Pass,
  sent: readonly Sent[],
  serverNow: number,
): Promise<void> {
  const { round } = await transaction.cursor()
  const known = await knownOf(
    transaction,
    sent.map(({ local }) => local),
  )
  const puts: LocalRecord[] = []
  const back: string[] = []
  let isAhead = false
  for (const { local: was, result } of sent) {
    const local = known.get(recordId(was.record))
    if (!local) continue
    if (result.status === 'rejected') {
      const after = await afterRefusal(transaction, pass, local, was, result.reason)
      if (after === 'ahead') isAhead = true
      else puts.push(...after)
      continue
    }
    pass.pushed += 1
    puts.push(afterTaking(local, { local: was, result }, round))
    if (isBroughtBack(was)) back.push(was.record.uid)
    if (isLate(local)) puts.push(...(await versionsOf(transaction, local.record)))
  }
  await transaction.putMany(puts)
  if (back.length > 0) await noteBack(transaction, back)
  if (isAhead) await moveUnsent(transaction, (await transaction.clock()).offset, serverNow)
}

/** Their versions may be known to nobody here, or only here. */
async function noteBack(transaction: ReplicaTransaction, uids: string[]): Promise<void> {
  const cursor = await transaction.cursor()
  await transaction.setCursor({
    ...cursor,
    cameBack: [...new Set([...cursor.cameBack, ...uids])],
  })
}
