/**
 * Decodes a style sheet by the rules of CSS Syntax: byte order mark, then the transport's charset, then
 * `@charset`, then the encoding of what refers to it. The `@charset` rule is dropped, since the text
 * is stored as UTF-8.
 */
export function decodeCss(bytes: Uint8Array, contentType: string, fallback = 'utf-8'): string {
  const label = bomCharset(bytes) ?? headerCharset(contentType) ?? ruleCharset(bytes) ?? fallback
  return decoder(label, fallback)
    .decode(bytes)
    .replace(/^@charset "[^"]*";/, '')
}

function bomCharset(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return undefined
}

function headerCharset(contentType: string): string | undefined {
  return /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1]
}

function ruleCharset(bytes: Uint8Array): string | undefined {
  // By index only: Firefox hands page scripts of extensions arrays of which no part can be taken.
  const head = Array.from({ length: Math.min(128, bytes.length) }, (_, at) =>
    String.fromCharCode(bytes[at] ?? 0),
  ).join('')
  const label = /^@charset "([^"]*)";/.exec(head)?.[1]
  // A rule that could be read byte by byte can't be UTF-16: CSS says to take UTF-8 then.
  return label && /^utf-16/i.test(label) ? 'utf-8' : label
}

function decoder(label: string, fallback: string): TextDecoder {
  for (const each of [label, fallback]) {
    try {
      return new TextDecoder(each)
    } catch {
      // An unknown name: the next one is tried.
    }
  }
  return new TextDecoder()
}
