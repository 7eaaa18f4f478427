import { isShownType } from '../shared/shown-types.ts'
import { isSignInAddress } from './notices.ts'
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
  /** It asks for a name and a password by the browser's own dialog. */
  asksPassword: boolean
  /** It gives the address to nobody who has not signed in. */
  needsSignIn: boolean
}

const NOTHING: ServerAnswer = {
  status: 0,
  retryAt: 0,
  isDownload: false,
  asksPassword: false,
  needsSignIn: false,
}

/**
 * Asks a site once more why a page could not be had: tabs tell neither headers nor what an error page stands
 * for. Without cookies, so that no site takes it for its user.
 */
export async function askServer(url: string): Promise<ServerAnswer> {
  const stop = new AbortController()
  const late = setTimeout(() => stop.abort(), ASK_MS)
  try {
    return toldBy(await fetch(url, { credentials: 'omit', cache: 'no-store', signal: stop.signal }))
  } catch {
    return NOTHING
  } finally {
    clearTimeout(late)
    // The body is nobody's business.
    stop.abort()
  }
}

function toldBy({ status, headers, redirected, url }: Response): ServerAnswer {
  const asksPassword = status === 407 || (status === 401 && isDialog(headers))
  return {
    status,
    asksPassword,
    retryAt: retryTime(headers.get('retry-after')),
    isDownload: isFile(headers),
    needsSignIn:
      !asksPassword && (status === 401 || status === 403 || (redirected && isSignInAddress(url))),
  }
}

/** Other schemes, such as Bearer, are for scripts. */
const isDialog = (headers: Headers): boolean =>
  /\b(?:basic|digest|negotiate|ntlm)\b/i.test(headers.get('www-authenticate') ?? '')

/** What browsers store instead of showing it. */
const isFile = (headers: Headers): boolean =>
  /^\s*attachment/i.test(headers.get('content-disposition') ?? '') ||
  !isShownType(headers.get('content-type') ?? '')
