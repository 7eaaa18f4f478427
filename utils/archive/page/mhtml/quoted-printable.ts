const LONGEST_LINE = 76

/** Text as UTF-8 in quoted-printable (RFC 2045); the lines of the text stay lines. */
export function quotedPrintable(text: string): string {
  return text
    .split(/\r\n|\n/)
    .map(encodeLine)
    .join('\r\n')
}

function encodeLine(line: string): string {
  const lines: string[] = []
  let current = ''
  for (const token of tokensOf(line)) {
    // Room for the mark of a soft break.
    if (current.length + token.length > LONGEST_LINE - 1) {
      lines.push(`${current}=`)
      current = ''
    }
    current += token
  }
  return [...lines, current].join('\r\n')
}

/** One piece per byte; blanks at the end of a line would be lost. */
function* tokensOf(line: string): Generator<string> {
  for (const [run] of line.matchAll(/[!-<>-~]|[^!-<>-~]+/g)) {
    if (run.length === 1 && /[!-<>-~]/.test(run)) yield run
    else yield* bytesOf(run)
  }
  function* bytesOf(run: string): Generator<string> {
    const last = line.endsWith(run) ? run.length - 1 : -1
    let at = 0
    for (const char of run) {
      if (/[\t ]/.test(char) && at !== last) yield char
      else for (const byte of new TextEncoder().encode(char)) yield `=${hex(byte)}`
      at += char.length
    }
  }
}

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0')
