/** One body of an MHTML file. */
export interface MhtmlPart {
  type: string
  body: ArrayBuffer
}

/**
 * The bodies of an MHTML file (RFC 2557) by their Content-Location, without the fragment. The first
 * of two with one location wins. Text that is no MHTML gives an empty map, a broken part is left out.
 */
export function parseMhtml(bytes: Uint8Array): Map<string, MhtmlPart> {
  const text = toLatin1(bytes)
  const parts = new Map<string, MhtmlPart>()
  const boundary = /boundary="?([^"\r\n;]+)"?/i.exec(text.slice(0, 4096))?.[1]
  if (!boundary) return parts
  for (const section of text.split(`--${boundary}`).slice(1, -1)) addPart(parts, section)
  return parts
}

function addPart(parts: Map<string, MhtmlPart>, section: string): void {
  const gap = /\r?\n\r?\n/.exec(section)
  if (!gap) return
  const headers = parseHeaders(section.slice(0, gap.index))
  const location = headers.get('content-location')?.replace(/#.*/, '')
  if (!location || parts.has(location)) return
  const encoding = headers.get('content-transfer-encoding') ?? ''
  const content = section.slice(gap.index + gap[0].length).replace(/\r?\n$/, '')
  const body = decode(content, encoding.trim().toLowerCase())
  if (body) parts.set(location, { type: headers.get('content-type') ?? '', body })
}

function parseHeaders(head: string): Map<string, string> {
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return new Map(
    lines
      .map((line) => /^([\w-]+):\s*(.*)$/.exec(line))
      .filter((found) => found !== null)
      .map(([, name = '', value = '']) => [name.toLowerCase(), value]),
  )
}

function decode(body: string, encoding: string): ArrayBuffer | undefined {
  if (encoding === 'base64') return fromBase64(body.replace(/\s+/g, ''))
  if (encoding === 'quoted-printable') return toBytes(fromQuotedPrintable(body))
  return toBytes(body)
}

function fromBase64(text: string): ArrayBuffer | undefined {
  try {
    return toBytes(atob(text))
  } catch {
    return undefined
  }
}

const fromQuotedPrintable = (body: string): string =>
  body
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const STEP = 8192

/** One character a byte. (A TextDecoder named 'latin1' is windows-1252 and would not come back.) */
function toLatin1(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += STEP) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + STEP)))
  }
  return pieces.join('')
}

function toBytes(latin1: string): ArrayBuffer {
  const bytes = new Uint8Array(latin1.length)
  for (let i = 0; i < latin1.length; i++) bytes[i] = latin1.charCodeAt(i)
  return bytes.buffer
}
