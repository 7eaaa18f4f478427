/** Bytes of one encoded word: 75 characters of base64 with what stands around it. */
const WORD_BYTES = 45

/** Text for a header (RFC 2047), in as many encoded words as it needs; plain words stand as they are. */
export function headerText(text: string): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  if (/^[\x20-\x7e]{0,60}$/.test(line) && !line.includes('=?')) return line
  return wordsOf(line)
    .map((word) => `=?utf-8?B?${word}?=`)
    .join('\r\n ')
}

/** No character is cut in two, as each word is decoded by itself. */
function wordsOf(text: string): string[] {
  const words: string[] = []
  let bytes: number[] = []
  const end = () => {
    if (bytes.length > 0) words.push(btoa(String.fromCharCode(...bytes)))
    bytes = []
  }
  for (const char of text.toWellFormed()) {
    const next = new TextEncoder().encode(char)
    if (bytes.length + next.length > WORD_BYTES) end()
    bytes.push(...next)
  }
  end()
  return words
}

/** An address for a header: whatever it holds, it stays one line. */
export const headerAddress = (url: string): string =>
  url.toWellFormed().replace(/[^\x21-\x7e]/gu, encodeURIComponent)

/** `Sun, 29 Nov 2026 10:00:00 +0000`. */
export const headerDate = (at: number): string => new Date(at).toUTCString().replace('GMT', '+0000')
