import type { Answered, NETWORK } from '../../auth/ask.ts'
import { isSyncFailure, SyncFailure } from '../../model/sync-failure.ts'
import {
  BUCKET,
  callStorage,
  MOST_TOLD,
  statusOf,
  storageFailure,
  uploadMs,
  type WithSession,
} from './call-storage.ts'

/** The storage service takes parts of just this size, except for the last. */
export const CHUNK_BYTES = 6 * 1024 * 1024
const PATH = 'upload/resumable'
/** Failures in a row without a byte getting through. */
const MOST_FAILURES = 3

/** Uploads that were begun, by the name of their object; an upload goes on after the worker was killed. */
export interface BegunUploads {
  get(name: string): Promise<string | undefined>
  put(name: string, id: string): Promise<void>
  remove(name: string): Promise<void>
}

export interface Upload {
  /** Of the object, with its folders. */
  name: string
  body: Blob
  type: string
}

export interface UploadParts {
  withSession: WithSession
  begun: BegunUploads
  network?: typeof NETWORK
  signal?: AbortSignal
}

/** Uploads in chunks by tus 1.0.0, so that a broken connection costs one chunk. What is there already stays. */
export async function uploadResumably(parts: UploadParts, upload: Upload): Promise<void> {
  let failures = 0
  for (;;) {
    try {
      const id = (await parts.begun.get(upload.name)) ?? (await begin(parts, upload))
      if (id === undefined) break
      const moved = await goOn(parts, upload, id)
      if (moved === 'done') break
      // It was forgotten, as all are after a day: once more from the start.
      await parts.begun.remove(upload.name)
      if (++failures >= MOST_FAILURES) throw new SyncFailure('server', 'upload forgotten')
    } catch (error) {
      const worthwhile = isSyncFailure(error, 'unreachable') || isSyncFailure(error, 'timeout')
      if (!worthwhile || ++failures >= MOST_FAILURES) throw error
    }
  }
  await parts.begun.remove(upload.name)
}

/** @returns the id of the upload, undefined where the object is there */
async function begin(
  parts: UploadParts,
  { name, body, type }: Upload,
): Promise<string | undefined> {
  const metadata = { bucketName: BUCKET, objectName: name, contentType: type, cacheControl: '3600' }
  const answered = await tus(parts, 'POST', '', {
    'upload-length': String(body.size),
    'upload-metadata': Object.entries(metadata)
      .map(([key, value]) => `${key} ${btoa(value)}`)
      .join(','),
    'x-upsert': 'false',
  })
  if (statusOf(answered).status === 409) return undefined
  if (answered.status !== 201) throw storageFailure(answered)
  // Only the id is taken: a whole address could lead a token anywhere.
  const id = /\/([\w.~%-]+)\/?$/.exec(answered.headers.get('location') ?? '')?.[1]
  if (id === undefined) throw new SyncFailure('bad-answer', 'no upload')
  await parts.begun.put(name, id)
  return id
}

/** Sends chunks from where the server is. */
async function goOn(
  parts: UploadParts,
  { body }: Upload,
  id: string,
): Promise<'done' | 'forgotten'> {
  let at = await offsetOf(parts, id, body.size)
  while (at !== undefined && at < body.size) {
    const chunk = body.slice(at, at + CHUNK_BYTES)
    const answered = await tus(
      parts,
      'PATCH',
      `/${id}`,
      { 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' },
      chunk,
    )
    const { status, message } = statusOf(answered)
    // Somebody else was faster, or the answer to the last chunk was lost.
    if (status === 409 && /exists/i.test(message)) return 'done'
    if (status === 404 || status === 410) return 'forgotten'
    if (status !== 204 && status !== 200 && status !== 409) throw storageFailure(answered)
    const next =
      status === 409 ? await offsetOf(parts, id, body.size) : readOffset(answered, body.size)
    if (next !== undefined && next <= at) throw new SyncFailure('server', 'no progress')
    at = next
  }
  return at === undefined ? 'forgotten' : 'done'
}

/** How far the server is, undefined where it knows nothing of the upload. */
async function offsetOf(parts: UploadParts, id: string, size: number): Promise<number | undefined> {
  const answered = await tus(parts, 'HEAD', `/${id}`)
  const { status } = answered
  if (status === 200 || status === 204) return readOffset(answered, size)
  if (status === 401 || status === 429 || status >= 500) throw storageFailure(answered)
  return undefined
}

function readOffset({ headers }: Answered, size: number): number {
  const offset = Number(headers.get('upload-offset') ?? Number.NaN)
  if (Number.isInteger(offset) && offset >= 0 && offset <= size) return offset
  throw new SyncFailure('bad-answer', 'offset')
}

async function tus(
  { withSession, network, signal }: UploadParts,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Blob,
): Promise<Answered> {
  return withSession(async (session) => {
    const answered = await callStorage(
      session,
      `${PATH}${path}`,
      {
        method,
        headers: { 'tus-resumable': '1.0.0', ...headers },
        mostBytes: MOST_TOLD,
        answerMs: uploadMs(body?.size ?? 0),
        ...(body ? { body } : {}),
        ...(signal ? { signal } : {}),
      },
      network,
    )
    const { status } = statusOf(answered)
    // Thrown here, so that it is tried with a new token.
    if (status === 401 || status === 403) throw storageFailure(answered)
    return answered
  })
}
