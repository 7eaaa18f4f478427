import { SyncFailure } from '../model/sync-failure.ts'
import { keepTime } from './keep-time.ts'
import { type Pass, PassEnd, stopIfAsked } from './pass.ts'
import { type FailedAnswer, PROTOCOL } from './protocol.ts'
import { readEnvelope } from './read-answer.ts'

/** A call's answer, read; or what the server says is wrong with the call. The clock is set by it. */
export async function askServer<T>(
  pass: Pass,
  call: () => Promise<unknown>,
  read: (raw: Record<string, unknown>) => T,
): Promise<T | FailedAnswer> {
  stopIfAsked(pass)
  const sent = pass.now()
  const raw = await call()
  const came = pass.now()
  stopIfAsked(pass)
  const { failed, ...answer } = readEnvelope(raw)
  if (failed?.error === 'protocol') {
    const { least = PROTOCOL, most = PROTOCOL } = failed
    throw new PassEnd({ state: 'too-old', least, most })
  }
  const value = failed ?? read(answer)
  await keepTime(pass, answer.now, sent, came)
  return value
}

/** The same where no error of the call can be helped. */
export async function askPlainly<T>(
  pass: Pass,
  call: () => Promise<unknown>,
  read: (raw: Record<string, unknown>) => T,
): Promise<T> {
  const answer = await askServer(pass, call, read)
  if (isFailed(answer)) throw new SyncFailure('bad-answer', answer.error)
  return answer
}

export const isFailed = (answer: unknown): answer is FailedAnswer =>
  typeof answer === 'object' && answer !== null && 'error' in answer
