import { SyncFailure } from '../model/sync-failure.ts'
import { lastOf, moveStamps } from '../record/move-stamps.ts'
import { greatestStamp } from '../record/receive-record.ts'
import { isAlive, recordId } from '../record/record.ts'
import type { LocalRecord, ReplicaTransaction } from '../record/replica.ts'
import { acknowledged, wholeUnsent, withUnsent } from '../record/unsent-parts.ts'
import { askServer, isFailed } from './ask-server.ts'
import { type Batch, cutBatch } from './cut-batch.ts'
import { fetchItems } from './fetch-items.ts'
import { knownOf } from './known-records.ts'
import { inTransaction, type Pass, tell } from './pass.ts'
import { type FailedAnswer, PROTOCOL, type PushAnswer, type PushResult } from './protocol.ts'
import { readPush } from './read-answer.ts'
import { seenStamp } from './sent-stamp.ts'
import { storeItems } from './store-items.ts'
import { withNoteBase } from './write-item.ts'

/**
 * Pushes what is unsent, batch by batch.
 * @returns 'again' where there is something to pull first
 */
export async function pushBatches(pass: Pass): Promise<'through' | 'again'> {
  for (;;) {
    const batch = await inTransaction(pass, (transaction) => takeBatch(transaction, pass))
    if (batch.tooLarge.length > 0) {
      await inTransaction(pass, (transaction) => refuse(transaction, pass, batch.tooLarge))
    }
    if (batch.sent.length === 0) {
      if (batch.tooLarge.length > 0) continue
      return 'through'
    }
    const answer = await sendBatch(pass, batch)
    if (answer === 'smaller') continue
    if (answer === 'epoch') return 'again'
    await inTransaction(pass, (transaction) => settleBatch(transaction, pass, batch, answer))
    tell(pass, 'push')
    const conflicts = batch.sent.filter((_, at) => answer.results[at]?.status === 'conflict')
    if (conflicts.length > 0) {
      await fetchConflicts(pass, conflicts)
      return 'again'
    }
  }
}

/** What goes next. From now on others may have seen its stamps. */
async function takeBatch(transaction: ReplicaTransaction, pass: Pass): Promise<Batch> {
  const { round, epoch } = await transaction.cursor()
  const batch = await cutBatch(transaction, pass.batchBytes, round)
  const clock = await transaction.clock()
  const sent = greatestStamp([
    clock.sent,
    ...batch.sent.map((local) => lastOf(local, clock.device)),
  ])
  if (sent !== clock.sent) await transaction.setClock({ ...clock, sent })
  return { ...batch, epoch, device: clock.device }
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
    // What stands before the server has limits of its own.
    if (!(error instanceof SyncFailure) || error.reason !== 'too-large') throw error
    return { protocol: PROTOCOL, now: 0, error: 'too-large' }
  }
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
  const results = sent.map(() => TOO_LARGE)
  await settle(transaction, pass, sent, { results, now: 0 })
}

const TOO_LARGE: PushResult = { status: 'rejected', reason: 'too-large' }

/** Notes that were written elsewhere meanwhile, or a while ago by a clock ahead of this one. */
async function fetchConflicts(pass: Pass, locals: readonly LocalRecord[]): Promise<void> {
  const uids = locals.map(({ record }) => record.uid)
  const items = await fetchItems(pass, 'link', { uids })
  await inTransaction(pass, (transaction) => storeItems(transaction, pass, items, { holds: true }))
}

async function settleBatch(
  transaction: ReplicaTransaction,
  pass: Pass,
  { sent }: Batch,
  answer: PushAnswer,
): Promise<void> {
  await settle(transaction, pass, sent, answer)
  const { results, before, seq } = answer
  const cursor = await transaction.cursor()
  const conflicts = results.some(({ status }) => status === 'conflict')
  // Nobody else wrote anything: all that is new was just sent from here.
  if (before === cursor.after && seq > before && !conflicts) {
    const resolved = cursor.resolved === before ? seq : cursor.resolved
    await transaction.setCursor({ ...cursor, after: seq, resolved })
  }
}

async function settle(
  transaction: ReplicaTransaction,
  pass: Pass,
  sent: readonly LocalRecord[],
  { results, now: serverNow }: Pick<PushAnswer, 'results' | 'now'>,
): Promise<void> {
  const { round } = await transaction.cursor()
  const known = await knownOf(transaction, sent)
  const puts: LocalRecord[] = []
  for (const [at, was] of sent.entries()) {
    const local = known.get(recordId(was.record))
    const result = results[at]
    if (!local || !result) continue
    if (result.status === 'rejected') {
      puts.push(
        ...(await afterRefusal(transaction, pass, local, was, {
          reason: result.reason,
          serverNow,
        })),
      )
      continue
    }
    pass.pushed += 1
    const left = acknowledged(local, was, result.status === 'conflict')
    puts.push({ ...left, seq: result.seq, round })
  }
  await transaction.putMany(puts)
}

async function afterRefusal(
  transaction: ReplicaTransaction,
  pass: Pass,
  local: LocalRecord,
  sent: LocalRecord,
  { reason, serverNow }: { reason: string; serverNow: number },
): Promise<LocalRecord[]> {
  const { unsent } = local
  const clock = await transaction.clock()
  const isEdited = lastOf(local, clock.device) !== lastOf(sent, clock.device)
  if (!unsent || isEdited) return []
  const attempt = `${reason} ${recordId(local.record)}`
  if (!pass.mended.has(attempt)) {
    pass.mended.add(attempt)
    if (reason === 'future-stamp') return [await newlyStamped(transaction, local, serverNow)]
    if (reason === 'unknown-record') return wholeAgain(transaction, local)
  }
  const { kind, uid } = local.record
  pass.refused.push({ kind, uid, reason })
  return [withUnsent(local, { ...unsent, rejected: reason })]
}

/** The server has purged it, and a link's versions with it. */
async function wholeAgain(
  transaction: ReplicaTransaction,
  local: LocalRecord,
): Promise<LocalRecord[]> {
  const { kind, uid } = local.record
  const versions = kind === 'link' ? await transaction.snapshotsOf([uid]) : []
  return [local, ...versions.filter(({ record }) => isAlive(record))].map(wholeUnsent)
}

/** Its stamps were made by a clock far ahead, and nobody has seen them: the server refused them. */
async function newlyStamped(
  transaction: ReplicaTransaction,
  local: LocalRecord,
  serverNow: number,
): Promise<LocalRecord> {
  const clock = await transaction.clock()
  const { device, read } = clock
  const sent = seenStamp(clock, serverNow)
  const [moved = local] = moveStamps([local], { device, past: sent, to: () => serverNow })
  const last = greatestStamp([read, sent, lastOf(moved, device)])
  await transaction.setClock({ ...clock, last, sent })
  return moved
}
