import { describe, expect, it } from 'vitest'
import { parseMhtml } from '../../utils/capture/mhtml.ts'

const FILE = `From: <Saved by Blink>
Snapshot-Content-Location: https://example.com/
MIME-Version: 1.0
Content-Type: multipart/related;
	type="text/html";
	boundary="----MultipartBoundary--x7----"


------MultipartBoundary--x7----
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.com/#top

<p class=3D"a">caf=C3=A9 =E4=B8=AD a line that is soft=
ly broken</p>
second line
------MultipartBoundary--x7----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://example.com/a
 .png

iVBORw0K
GgoAAP8=
------MultipartBoundary--x7----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://example.com/broken.png

!!!!
------MultipartBoundary--x7----
Content-Type: text/css
Content-Transfer-Encoding: binary
Content-Location: https://example.com/plain.css

a = b =3D
------MultipartBoundary--x7----
Content-Type: text/css
Content-Transfer-Encoding: binary
Content-Location: https://example.com/plain.css

the second of one name
------MultipartBoundary--x7----
Content-Type: text/css
Content-Transfer-Encoding: binary

without a location
------MultipartBoundary--x7------
`

const bytes = (text: string) => new TextEncoder().encode(text)
const textOf = (body: ArrayBuffer | undefined) => new TextDecoder().decode(body)

describe.each([
  ['CRLF', FILE.replaceAll('\n', '\r\n'), '\r\n'],
  ['LF', FILE, '\n'],
])('an MHTML file with lines ended by %s', (_, file, newline) => {
  const parts = parseMhtml(bytes(file))

  it('gives every part with a location, the first of each', () => {
    expect([...parts.keys()].map((key) => key.replace('a .png', 'a.png'))).toEqual([
      'https://example.com/',
      'https://example.com/a.png',
      'https://example.com/broken.png',
      'https://example.com/plain.css',
    ])
    expect(parts.get('https://example.com/broken.png')?.read()).toBeUndefined()
  })

  it('decodes quoted-printable as bytes', () => {
    expect(textOf(parts.get('https://example.com/')?.read())).toBe(
      `<p class="a">café 中 a line that is softly broken</p>${newline}second line`,
    )
  })

  it('decodes base64', () => {
    const part = parts.get('https://example.com/a .png')
    expect(part?.type).toBe('image/png')
    expect([...new Uint8Array(part?.read() ?? new ArrayBuffer(0))]).toEqual([
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0xff,
    ])
  })

  it('takes binary as it is', () => {
    expect(textOf(parts.get('https://example.com/plain.css')?.read())).toBe('a = b =3D')
  })
})

describe('the head of an MHTML file', () => {
  it('names the boundary in its type only, however long the rest is and whatever it says', () => {
    const head = [
      `Snapshot-Content-Location: https://example.com/?boundary=x&${'a'.repeat(5000)}`,
      'Subject: What is boundary=y',
      'Content-Type: multipart/related;\r\n\tboundary="b"',
    ].join('\r\n')
    const part = '--b\r\nContent-Location: x:y\r\n\r\nfine\r\n'
    const forged = '--x\r\nContent-Location: x:z\r\n\r\nforged\r\n--x--\r\n'
    const parts = parseMhtml(bytes(`${head}\r\n\r\n${part}--b--\r\n${forged}`))
    expect([...parts.keys()]).toEqual(['x:y'])
    expect(textOf(parts.get('x:y')?.read())).toBe('fine')
  })
})

describe('what is no MHTML', () => {
  it.each([
    ['nothing', ''],
    ['a page', '<!doctype html><p>boundary'],
    ['a file without boundary', 'MIME-Version: 1.0\r\n\r\nContent-Location: x\r\n\r\nbody'],
    ['a file cut off in its first part', FILE.slice(0, 330)],
  ])('%s gives no parts', (_, text) => {
    expect(parseMhtml(bytes(text)).size).toBe(0)
  })

  it('bytes above 127 survive in a binary part', () => {
    const head =
      'Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Location: x:y\r\n\r\n'
    const body = [0x80, 0x9f, 0xff, 0x00]
    const file = Uint8Array.from([...bytes(head), ...body, ...bytes('\r\n--b--\r\n')])
    expect([...new Uint8Array(parseMhtml(file).get('x:y')?.read() ?? new ArrayBuffer(0))]).toEqual(
      body,
    )
  })
})
