import { SyncFailure } from '../model/sync-failure.ts'
import { joinBytes } from '../shared/bytes.ts'

/** Until an answer begins; a function of ours takes less than a second, a busy project some. */
const ANSWER_MS = 30_000
/** Without a byte for so long, an answer that has begun is given up. */
const IDLE_MS = 30_000

export interface Question {
  method?: string
  headers?: Record<string, string>
  body?: Blob | Uint8Array<ArrayBuffer> | string
  /** More of a body are refused unread. */
  mostBytes: number
  answerMs?: number
  idleMs?: number
  signal?: AbortSignal
}

export interface Answered {
  status: number
  headers: Headers
  bytes: Uint8Array<ArrayBuffer>
}

export interface Network {
  fetch: typeof fetch
  isOnline: () => boolean
}

/** The network as the background has it. */
export const NETWORK: Network = {
  fetch: (...args) => globalThis.fetch(...args),
  isOnline: () => globalThis.navigator?.onLine !== false,
}

/**
 * Asks the server of a library. Whatever answers is a stranger until checked: it is not followed elsewhere, it is
 * given neither cookies nor endless time, and no more is read of it than could be right.
 */
export async function ask(url: string, question: Question, network = NETWORK): Promise<Answered> {
  const { answerMs = ANSWER_MS, idleMs = IDLE_MS, mostBytes, signal, ...request } = question
  const watch = watchTime(signal)
  try {
    watch.within(answerMs)
    const response = await network.fetch(url, {
      ...request,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: watch.signal,
    })
    refuseRedirect(response)
    const bytes = await readWhole(response, mostBytes, () => watch.within(idleMs))
    return { status: response.status, headers: response.headers, bytes }
  } catch (error) {
    if (error instanceof SyncFailure) throw error
    if (signal?.aborted) throw signal.reason
    if (watch.isLate()) throw new SyncFailure('timeout', new URL(url).host)
    throw new SyncFailure(network.isOnline() ? 'unreachable' : 'offline', String(error))
  } finally {
    // Also ends an answer that was refused before its end.
    watch.end()
  }
}

/** A time limit that is set anew at each step. */
function watchTime(outer: AbortSignal | undefined) {
  const stop = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let late = false
  const onOuter = () => stop.abort()
  if (outer?.aborted) stop.abort()
  outer?.addEventListener('abort', onOuter)
  return {
    signal: stop.signal,
    isLate: () => late,
    within: (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        late = true
        stop.abort()
      }, ms)
    },
    end: () => {
      clearTimeout(timer)
      outer?.removeEventListener('abort', onOuter)
      stop.abort()
    },
  }
}

/** No call of ours is ever sent elsewhere; following would carry tokens there. */
function refuseRedirect({ type, status }: Response): void {
  const moved = type === 'opaqueredirect' || (status >= 300 && status < 400)
  if (moved) throw new SyncFailure('bad-answer', 'redirect')
}

async function readWhole(
  response: Response,
  mostBytes: number,
  onPart: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const told = Number(response.headers.get('content-length') ?? 0)
  if (told > mostBytes) throw new SyncFailure('bad-answer', `${told} bytes`)
  const reader = response.body?.getReader()
  if (!reader) return new Uint8Array()
  const parts: Uint8Array[] = []
  let size = 0
  onPart()
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    onPart()
    size += read.value.length
    if (size > mostBytes) throw new SyncFailure('bad-answer', `more than ${mostBytes} bytes`)
    parts.push(read.value)
  }
  return joinBytes(parts)
}

/** The JSON of an answer, undefined where it is none. */
export function jsonOf({ headers, bytes }: Pick<Answered, 'headers' | 'bytes'>): unknown {
  if (!/[/+]json\b/i.test(headers.get('content-type') ?? '')) return undefined
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown
  } catch {
    return undefined
  }
}

/** The fields of a JSON object; none where it is something else. */
export const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}

/** When a `Retry-After` asks to come back, in ms since 1970; 0 for nothing of use. */
export function retryAtOf(headers: Headers, now = Date.now()): number {
  const text = headers.get('retry-after') ?? ''
  const at = /^\d{1,9}$/.test(text) ? now + Number(text) * 1000 : Date.parse(text)
  return at > now ? at : 0
}
