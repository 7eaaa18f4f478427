import { decodeCss } from '../../../snapshot/decode-css.ts'

/** A style sheet's text as it came over the wire, and the address it came from in the end. */
export interface Source {
  text: string
  base: string
}

/** Reads the source texts of sheets, each address once. */
export interface Sources {
  read: (url: string, charset: string) => Promise<Source | null>
}

/** No sheet larger than this is read for comparison. */
const MAX_BYTES = 16 * 1024 * 1024

/**
 * Sources come from the browser's cache nearly always; what has not come when `ms` are over counts as
 * not available, since the first save waits for it.
 */
export function createSources(fetchText: typeof fetch, ms: number): Sources {
  const known = new Map<string, Promise<Source | null>>()
  let limit: AbortSignal | undefined
  return {
    read: (url, charset) => {
      limit ??= AbortSignal.timeout(ms)
      const signal = limit
      const source =
        known.get(url) ?? fetchSource(fetchText, url, charset, signal).catch(() => null)
      known.set(url, source)
      return source
    },
  }
}

async function fetchSource(
  fetchText: typeof fetch,
  url: string,
  charset: string,
  signal: AbortSignal,
): Promise<Source | null> {
  const response = await fetchText(url, {
    cache: 'force-cache',
    credentials: 'same-origin',
    signal,
  })
  if (!response.ok || Number(response.headers.get('content-length')) > MAX_BYTES) return null
  const bytes = new Uint8Array(await response.arrayBuffer())
  const text = decodeCss(bytes, response.headers.get('content-type') ?? '', charset)
  return { text, base: response.url || url }
}
