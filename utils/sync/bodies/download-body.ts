import type { Answered, NETWORK } from '../../auth/ask.ts'
import { MOST_BODY_BYTES } from '../../model/limits.ts'
import type { StoredBlob } from '../../model/snapshot.ts'
import { isSyncFailure, SyncFailure } from '../../model/sync-failure.ts'
import { gunzipWithin, joinBytes, sha256 } from '../../shared/bytes.ts'
import {
  BUCKET,
  callStorage,
  MOST_TOLD,
  objectName,
  statusOf,
  storageFailure,
  type WithSession,
} from './call-storage.ts'
import { PARTS_TYPE, partName, readPartsIndex } from './split-body.ts'

/** A packed body may be a little longer than it was. */
const MOST_STORED = MOST_BODY_BYTES + 1024 * 1024

export interface DownloadParts {
  withSession: WithSession
  network?: typeof NETWORK
  signal?: AbortSignal
}

export type DownloadedBody = Pick<StoredBlob, 'hash' | 'encoding' | 'bytes' | 'stored'> & {
  body: ArrayBuffer
}

/**
 * Downloads the body of a hash and checks that it is that one, whoever may have written it.
 * @returns undefined where the server has none
 */
export async function downloadBody(
  parts: DownloadParts,
  hash: string,
): Promise<DownloadedBody | undefined> {
  const first = await get(parts, hash, '', MOST_STORED)
  if (!first) return undefined
  const inParts = first.headers.get('content-type')?.startsWith(PARTS_TYPE)
  const stored = inParts ? await getParts(parts, hash, first.bytes) : first.bytes
  return stored && checked(hash, stored)
}

/** All parts of a body; one that is missing makes it none. */
async function getParts(parts: DownloadParts, hash: string, index: Uint8Array) {
  const sizes = readPartsIndex(index, MOST_STORED)
  if (!sizes) throw new SyncFailure('bad-answer', 'list of parts')
  const found: Uint8Array[] = []
  for (const [at, size] of sizes.entries()) {
    const piece = await get(parts, hash, partName(at), size)
    if (!piece) return undefined
    found.push(piece.bytes)
  }
  return joinBytes(found)
}

/** A body under its hash: that of the raw bytes, packed or not. */
async function checked(hash: string, stored: Uint8Array<ArrayBuffer>): Promise<DownloadedBody> {
  const body = stored.buffer
  if ((await sha256(stored)) === hash)
    return { hash, encoding: 'identity', body, bytes: stored.length, stored: stored.length }
  const raw =
    stored[0] === 0x1f && stored[1] === 0x8b && (await gunzipWithin(stored, MOST_BODY_BYTES))
  if (!raw || (await sha256(raw)) !== hash) throw new SyncFailure('bad-answer', `damaged: ${hash}`)
  return { hash, encoding: 'gzip', body, bytes: raw.length, stored: stored.length }
}

async function get(
  { withSession, network, signal }: DownloadParts,
  hash: string,
  part: string,
  mostBytes: number,
): Promise<Answered | undefined> {
  const question = { mostBytes: Math.max(mostBytes, MOST_TOLD), ...(signal ? { signal } : {}) }
  let bucketHidden = false
  try {
    return await withSession(async (session) => {
      const name = objectName(session.userId, hash, part)
      const answered = await callStorage(session, `object/${BUCKET}/${name}`, question, network)
      if (answered.status === 200) return answered
      const { status, message } = statusOf(answered)
      bucketHidden = status === 404 && /bucket/i.test(message)
      // Whoever comes with a token that ran out is told that there is no such bucket: once more with a new one.
      if (bucketHidden) throw new SyncFailure('unauthorized', message)
      if (status === 404) return undefined
      throw storageFailure(answered)
    })
  } catch (error) {
    throw bucketHidden && isSyncFailure(error, 'session-refused')
      ? new SyncFailure('missing', error.detail)
      : error
  }
}
