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
 */
export async function fetchBody(
  url: string,
  kind: ResourceKind = 'document',
  most = Infinity,
): Promise<FetchedBody> {
  if (!/^https?:/.test(url)) return { ok: false, reason: 'unreadable', detail: '' }
  try {
    return await request(url, kind, most)
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    return { ok: false, reason: late ? 'timeout' : 'network', detail: String(error) }
  }
}

async function request(url: string, kind: ResourceKind, most: number): Promise<FetchedBody> {
  const response = await fetch(url, {
    credentials: 'include',
    cache: 'force-cache',
    signal: AbortSignal.timeout(FETCH_MS),
  })
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
