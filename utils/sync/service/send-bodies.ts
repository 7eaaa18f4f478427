import { bodyHashes } from '../../db/body-queries.ts'
import { begunUploads, endUpload, readBody, uploadsLeft } from '../../db/transfers.ts'
import { SyncFailure } from '../../model/sync-failure.ts'
import { missingBodies } from '../bodies/missing-bodies.ts'
import { uploadBody } from '../bodies/upload-body.ts'
import type { Cloud } from './cloud.ts'

export interface SendOptions {
  signal?: AbortSignal
  /** Told of each body that was sent, in bytes. */
  sent: (bytes: number) => void
  /** Told how many versions are through. */
  done: (versions: number) => void
}

/** Versions whose bodies are asked for in one question. */
const VERSIONS = 20
/** Uploads at a time: more make a slow line time out. */
const AT_ONCE = 3

/**
 * Sends the bodies of versions that the server lacks. A version is through once all that is here of it is there;
 * killed in between, it goes on with what is lacking then.
 */
export async function sendBodies(cloud: Cloud, options: SendOptions): Promise<void> {
  let through = 0
  for (;;) {
    if (options.signal?.aborted) return
    const versions = await uploadsLeft(VERSIONS)
    if (versions.length === 0) return
    const hashes = new Set((await Promise.all(versions.map(bodyHashes))).flat())
    const lacking = await missingBodies(cloud.server, [...hashes])
    const sent = await sendAll(cloud, lacking, options)
    if (options.signal?.aborted) return
    await seeThatThere(cloud, sent)
    for (const version of versions) await endUpload(version)
    through += versions.length
    options.done(through)
  }
}

/** What stands in between may have answered in the server's place; nobody would send them again. */
async function seeThatThere({ server }: Cloud, hashes: string[]): Promise<void> {
  const [lost] = await missingBodies(server, hashes)
  if (lost !== undefined) throw new SyncFailure('bad-answer', `not stored: ${lost}`)
}

/** Several at a time, each taking the next; the first failure ends all. @returns those that went */
async function sendAll(cloud: Cloud, hashes: string[], options: SendOptions): Promise<string[]> {
  const sent: string[] = []
  const waiting = hashes.values()
  const send = async (): Promise<void> => {
    for (const hash of waiting) {
      if (options.signal?.aborted) return
      const body = await readBody(hash)
      // What was lost here can't be sent; the version says so wherever it is opened.
      if (!body) continue
      await uploadBody(
        {
          withSession: cloud.sessions.withSession,
          begun: begunUploads,
          ...(options.signal ? { signal: options.signal } : {}),
        },
        body,
      )
      sent.push(hash)
      options.sent(body.body instanceof Blob ? body.body.size : body.body.byteLength)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, send))
  return sent
}
