import {
  type Answered,
  ask,
  fieldsOf,
  jsonOf,
  type NETWORK,
  type Question,
  retryAtOf,
} from '../../auth/ask.ts'
import type { Session } from '../../auth/sessions.ts'
import { SyncFailure } from '../../model/sync-failure.ts'

/** Runs a call with a session, as `withSession` does. */
export type WithSession = <T>(call: (session: Session) => Promise<T>) => Promise<T>

/** The bucket that the migrations make. */
export const BUCKET = 'bodies'

/** Where an object of a user is: folders of two digits, as no folder should hold a hundred thousand. */
export const objectName = (userId: string, hash: string, part = ''): string =>
  `${userId}/${hash.slice(0, 2)}/${hash}${part}`

/** Errors of the storage service are short. */
export const MOST_TOLD = 64 * 1024

/** The least that a connection that is worth waiting for carries, in bytes a ms. */
const SLOWEST = 16
const ANSWER_MS = 30_000

/**
 * Time for an upload: nobody is told how far one has come. It never waits without an end, since the service is
 * known to leave connections open after it has refused.
 */
export const uploadMs = (bytes: number): number => ANSWER_MS + bytes / SLOWEST

/** Asks the storage service, with a session's token. */
export function callStorage(
  { project, token }: Session,
  path: string,
  question: Question,
  network?: typeof NETWORK,
): Promise<Answered> {
  const headers = { apikey: project.key, authorization: `Bearer ${token}`, ...question.headers }
  return ask(`${project.url}/storage/v1/${path}`, { ...question, headers }, network)
}

/** The status that is meant: the service answers 400 for most of what it refuses, and says which inside. */
export function statusOf(answered: Answered): { status: number; message: string } {
  const { statusCode, message } = fieldsOf(jsonOf(answered))
  const inner = Number(statusCode)
  const status = answered.status === 400 && inner >= 400 && inner < 600 ? inner : answered.status
  const text = typeof message === 'string' ? message : new TextDecoder().decode(answered.bytes)
  return { status, message: text.slice(0, 300) }
}

/** What a refusal means. */
export function storageFailure(answered: Answered): SyncFailure {
  const { status, message } = statusOf(answered)
  const detail = `HTTP ${status} ${message}`.trim()
  if (status === 401 || status === 403)
    // An expired token is refused with the same status as a file of somebody else.
    return new SyncFailure(
      /row-level security/i.test(message) ? 'forbidden' : 'unauthorized',
      detail,
    )
  if (status === 404 && /bucket/i.test(message)) return new SyncFailure('missing', detail)
  if (status === 413) return new SyncFailure('too-large', detail)
  if (status === 429 || status === 423 || (status === 503 && answered.headers.has('retry-after')))
    return new SyncFailure('busy', detail, retryAtOf(answered.headers))
  return new SyncFailure(status >= 500 ? 'server' : 'bad-answer', detail)
}
