import { MOST_BODY_BYTES } from '../model/limits.ts'
import type { Missing, ResourceKind } from '../model/snapshot.ts'
import { isPicture } from '../snapshot/is-picture.ts'

const FETCH_MS = 20_000

export type FetchedBody =
  | { ok: true; type: string; body: ArrayBuffer; url: string }
  | { ok: false; reason: Missing['reason']; detail: string }

/**
 * Fetches a body with the extension's own rights; never throws.
 * @param most bytes by a rule: at the first beyond them it ends
 * @param answerMs until the answer begins, in milliseconds
 */
export async function fetchBody(
  url: string,
  kind: ResourceKind = 'document',
  most = Infinity,
  answerMs = FETCH_MS,
): Promise<FetchedBody> {
  if (!/^https?:/.test(url)) return { ok: false, reason: 'unreadable', detail: '' }
  const late = new AbortController()
  const answer = setTimeout(() => late.abort(), answerMs)
  try {
    const response = await fetch(url, {
      credentials: 'include',
      cache: 'force-cache',
      signal: AbortSignal.any([late.signal, AbortSignal.timeout(FETCH_MS)]),
    })
    clearTimeout(answer)
    return await read(response, url, kind, most)
  } catch (error) {
    clearTimeout(answer)
    const timedOut =
      late.signal.aborted || (error instanceof Error && error.name === 'TimeoutError')
    return { ok: false, reason: timedOut ? 'timeout' : 'network', detail: String(error) }
  }
}

async function read(
  response: Response,
  url: string,
  kind: ResourceKind,
  most: number,
): Promise<FetchedBody> {
  if (!response.ok && !isPicture(kind, response.headers.get('content-type')))
    return { ok: false, reason: 'http-error', detail: String(response.status) }
  const body = await readLimited(response, Math.min(most, MOST_BODY_BYTES))
  if (!body) {
    return { ok: false, reason: most < MOST_BODY_BYTES ? 'by-rule' : 'too-large', detail: '' }
  }
  const type = response.headers.get('content-type') ?? ''
  return { ok: true, type, body, url: response.url || url }
}

/** The whole body, or undefined where it is too large: a stream may tell no length, or a wrong one. */
async function readLimited(response: Response, most: number): Promise<ArrayBuffer | undefined> {
  if (Number(response.headers.get('content-length')) > most) {
    await response.body?.cancel()
    return undefined
  }
  const reader = response.body?.getReader()
  const chunks: BlobPart[] = []
  let bytes = 0
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    bytes += read.value.byteLength
    chunks.push(read.value)
    if (bytes <= most) continue
    await reader?.cancel()
    return undefined
  }
  return new Blob(chunks).arrayBuffer()
}
