import type { Part } from '../part-medium.ts'
import { headerAddress } from './headers.ts'
import { quotedPrintable } from './quoted-printable.ts'

/** Of a line of base64: 57 bytes become 76 characters. */
const LINE_BYTES = 57
const CHUNK_BYTES = LINE_BYTES * 16_384

/** One part of an MHTML file with its headers, in pieces that are not in memory together. */
export async function* partText(id: string, { content, type, url }: Part): AsyncGenerator<string> {
  const readable = typeof content === 'string' && isReadable(content)
  const headers = [
    `Content-Type: ${type.replace(/[^\x20-\x7e]/g, '')}`,
    `Content-ID: <${id}>`,
    `Content-Transfer-Encoding: ${readable ? 'quoted-printable' : 'base64'}`,
    ...(/^https?:/i.test(url) ? [`Content-Location: ${headerAddress(url)}`] : []),
  ]
  yield `${headers.join('\r\n')}\r\n\r\n`
  if (readable) yield quotedPrintable(content)
  else yield* base64Lines(new Blob([content]))
  yield '\r\n'
}

/** Text of few ASCII letters is three times as long in quoted-printable, and nobody can read it either. */
const isReadable = (text: string): boolean =>
  text.length - text.replace(/[^\0-\x7f]/g, '').length < text.length / 6

async function* base64Lines(body: Blob): AsyncGenerator<string> {
  for (let at = 0; at < body.size; at += CHUNK_BYTES) {
    const bytes = new Uint8Array(await body.slice(at, at + CHUNK_BYTES).arrayBuffer())
    yield base64(bytes).replace(/.{76}(?!$)/g, '$&\r\n')
    if (at + CHUNK_BYTES < body.size) yield '\r\n'
  }
}

/** More arguments than this overflow the stack of some browsers; spread, they take three times as long. */
const ARGUMENTS = 16_384

function base64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += ARGUMENTS)
    binary += Reflect.apply(String.fromCharCode, null, bytes.subarray(at, at + ARGUMENTS))
  return btoa(binary)
}
