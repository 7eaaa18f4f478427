/** Text behind the escapes of a CSS string or unquoted url. */
export function unescapeCss(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(
    /\\(?:([\da-f]{1,6})[ \t\n\f]?|\r\n|\n|([\s\S]))/gi,
    (_, hex: string | undefined, char: string | undefined) =>
      hex ? codePoint(Number.parseInt(hex, 16)) : (char ?? ''),
  )
}

function codePoint(code: number): string {
  return code === 0 || code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)
}

/** A text as a quoted CSS string. */
export function cssString(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\a ')}"`
}
