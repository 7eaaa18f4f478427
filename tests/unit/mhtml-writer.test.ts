import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headerAddress, headerDate, headerText } from '../../utils/archive/page/mhtml/headers.ts'
import { partText } from '../../utils/archive/page/mhtml/part-text.ts'
import { quotedPrintable } from '../../utils/archive/page/mhtml/quoted-printable.ts'
import { parseMhtml } from '../../utils/capture/mhtml.ts'

const lines = (text: string) => text.split('\r\n')

/** A decoder by the letter of RFC 2045. */
function decode(text: string): string {
  const joined = text.replace(/=\r\n/g, '')
  const bytes = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

describe('quoted-printable', () => {
  it.each([
    ['<p class="a">', '<p class=3D"a">'],
    ['é', '=C3=A9'],
    ['𠮷', '=F0=A0=AE=B7'],
    ['end \nnext\t', 'end=20\r\nnext=09'],
    ['a\r\nb\rc', 'a\r\nb=0Dc'],
    ['', ''],
  ])('of %j is %j', (text, encoded) => {
    expect(quotedPrintable(text)).toBe(encoded)
  })

  it('has short lines of plain characters and comes back as it was', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 400 })
    fc.assert(
      fc.property(text, (original) => {
        const encoded = quotedPrintable(original)
        for (const line of lines(encoded)) {
          expect(line).toMatch(/^[\t\x20-\x7e]{0,76}$/)
          expect(line).not.toMatch(/[\t ]$/)
        }
        expect(decode(encoded)).toBe(original.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'))
      }),
    )
  })
})

describe('a header', () => {
  it.each([
    ['A quiet page', 'A quiet page'],
    ['山中', '=?utf-8?B?5bGx5Lit?='],
    ['two\r\nX-Bad: lines', 'two X-Bad: lines'],
    ['=?utf-8?Q?fake?=', '=?utf-8?B?PT91dGYtOD9RP2Zha2U/PQ==?='],
  ])('of %j is %j', (text, header) => {
    expect(headerText(text)).toBe(header)
  })

  it('of a long title is folded between whole characters', () => {
    const words = lines(headerText('近腊月下，景气和畅，故山殊可过。'.repeat(5)))
    expect(words.length).toBeGreaterThan(2)
    const text = words.map((word) => {
      expect(word.length).toBeLessThanOrEqual(77)
      const [, base64 = ''] = /^ ?=\?utf-8\?B\?(.*)\?=$/.exec(word) ?? []
      return Buffer.from(base64, 'base64').toString('utf8')
    })
    expect(text.join('')).toBe('近腊月下，景气和畅，故山殊可过。'.repeat(5))
  })

  it('of an address and a time is one line', () => {
    expect(headerAddress('https://a.example/é\r\nX: y')).toBe(
      'https://a.example/%C3%A9%0D%0AX:%20y',
    )
    expect(headerDate(Date.UTC(2026, 10, 29, 10))).toBe('Sun, 29 Nov 2026 10:00:00 +0000')
  })
})

it('parts of any bytes come back as they were', async () => {
  const bytes = Uint8Array.from(
    { length: 57 * 16_384 + 100 },
    (_, at) => (at * 7 + (at >> 8)) % 256,
  )
  const part = { content: new Blob([bytes]), type: 'image/png', url: 'https://a.example/x.png' }
  let text = 'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
  for await (const piece of partText('x@y', part)) text += piece
  const parsed = parseMhtml(new TextEncoder().encode(`${text}--b--\r\n`))
  for (const line of lines(text)) expect(line.length).toBeLessThanOrEqual(76)
  expect(
    Buffer.from(parsed.get(part.url)?.read() ?? new ArrayBuffer(0)).equals(Buffer.from(bytes)),
  ).toBe(true)
})
