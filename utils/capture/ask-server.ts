import { isShownType } from '../shared/shown-types.ts'
import { retryTime } from './retry-plan.ts'

/** Long enough for a slow site, short enough for whoever waits for the reason. */
const ASK_MS = 10_000

/** What a site answers for an address, without its body. */
export interface ServerAnswer {
  /** 0 where it gives none. */
  status: number
  /** When it asked to come back; 0 where it said nothing. */
  retryAt: number
  isDownload: boolean
}

const NOTHING: ServerAnswer = { status: 0, retryAt: 0, isDownload: false }

/**
 * Asks a site once more why a page could not be had: tabs tell neither headers nor what an error page stands
 * for. Without cookies, so that no site takes it for its user.
 */
export async function askServer(url: string): Promise<ServerAnswer> {
  const stop = new AbortController()
  const late = setTimeout(() => stop.abort(), ASK_MS)
  try {
    const { status, headers } = await fetch(url, {
      credentials: 'omit',
      cache: 'no-store',
      signal: stop.signal,
    })
    return { status, retryAt: retryTime(headers.get('retry-after')), isDownload: isFile(headers) }
  } catch {
    return NOTHING
  } finally {
    clearTimeout(late)
    // The body is nobody's business.
    stop.abort()
  }
}

/** What browsers store instead of showing it. */
const isFile = (headers: Headers): boolean =>
  /^\s*attachment/i.test(headers.get('content-disposition') ?? '') ||
  !isShownType(headers.get('content-type') ?? '')
