import { addOwn } from '../findings.ts'
import type { DocumentContext } from '../page-context.ts'

/** How the kinds of font files begin, as Latin-1. */
const BEGINNINGS: Record<string, string> = {
  'wOF2': 'font/woff2',
  'wOFF': 'font/woff',
  'OTTO': 'font/otf',
  'ttcf': 'font/collection',
}

/** Hands over what a script made a face from, if that was seen. @returns the reference to it */
export async function keepBytes(
  face: FontFace,
  place: number,
  d: DocumentContext,
): Promise<string | undefined> {
  const bytes = d.frame.host.fontBytes(face, d.view)
  if (!bytes) return undefined
  const cid = `f${d.key}-${place}`
  const start = await bytes.slice(0, 4).text()
  const body = bytes.slice(0, bytes.size, BEGINNINGS[start] ?? 'font/ttf')
  addOwn(d.frame.findings, { cid, url: '', kind: 'font' }, body)
  return `cid:${cid}`
}
