import type { FetchOutcome, Wanted } from '../../model/frame-capture.ts'
import { MOST_BODY_BYTES } from '../../model/limits.ts'
import type { MissingReason } from '../../model/snapshot.ts'
import { isPicture } from '../../snapshot/is-picture.ts'

export interface FetchLimits {
  ms: number
  /** Until the answer begins. */
  answerMs?: number
  bytes: number
}

export const FETCH_LIMITS: FetchLimits = { ms: 20_000, bytes: MOST_BODY_BYTES }

/** Fetches one body as the page itself would, from its cache where it is there. Never throws. */
export async function fetchBody(
  wanted: Wanted,
  origin: string,
  fetchPage: typeof fetch,
  limits = FETCH_LIMITS,
  /** Most bytes by a rule. */
  most = Infinity,
): Promise<FetchOutcome> {
  const { cid, url, kind, referrer } = wanted
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), limits.ms)
  const answer = setTimeout(() => abort.abort(), limits.answerMs ?? limits.ms)
  try {
    const response = await fetchPage(url, {
      cache: 'force-cache',
      credentials: 'same-origin',
      mode: 'cors',
      ...(referrer === '' ? { referrerPolicy: 'no-referrer' } : {}),
      signal: abort.signal,
    })
    clearTimeout(answer)
    if (!response.ok && !isPicture(kind, response.headers.get('content-type')))
      return failure(cid, 'http-error', String(response.status))
    const body = await readLimited(response, Math.min(most, limits.bytes))
    if (!body) return failure(cid, most < limits.bytes ? 'by-rule' : 'too-large')
    const redirected = response.redirected ? { url: response.url } : {}
    return { cid, ok: true, type: body.type, body, ...redirected }
  } catch (error) {
    if (abort.signal.aborted) return failure(cid, 'timeout')
    return failure(cid, refusal(url, origin), String(error))
  } finally {
    clearTimeout(timer)
    clearTimeout(answer)
    // Ends what is still coming in for a body given up.
    abort.abort()
  }
}

function failure(cid: string, reason: MissingReason, detail = ''): FetchOutcome {
  return { cid, ok: false, reason, ...(detail ? { detail } : {}) }
}

/** A fetch tells nothing of why it failed: of another origin it was most likely not allowed. */
function refusal(url: string, origin: string): MissingReason {
  if (url.startsWith('blob:')) return 'unreadable'
  return new URL(url).origin === origin ? 'network' : 'blocked'
}

/**
 * The body's length where it can't be longer; 0 where nobody knows. A Blob made by the browser takes no memory
 * of the page, but there is no stopping it: packed bodies may grow, and other origins hide that they are.
 */
const tellsLength = ({ type, headers }: Response): number =>
  type === 'basic' && !headers.has('content-encoding') ? Number(headers.get('content-length')) : 0

/** The whole body, or null when it is larger than `limit`, whatever its header says. */
async function readLimited(response: Response, limit: number): Promise<Blob | null> {
  // Packed or not, it is no smaller than what comes in.
  if (Number(response.headers.get('content-length')) > limit) return null
  if (tellsLength(response) > 0) return response.blob()
  const type = response.headers.get('content-type') ?? ''
  const reader = response.body?.getReader()
  const chunks: BlobPart[] = []
  let bytes = 0
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    bytes += read.value.byteLength
    if (bytes > limit) return null
    chunks.push(read.value)
  }
  return new Blob(chunks, { type })
}
