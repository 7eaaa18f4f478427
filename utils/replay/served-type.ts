import type { Resource } from '../model/snapshot.ts'

const DECODED_ONLY =
  /^(?:image\/[\w.+-]+|font\/[\w.+-]+|audio\/[\w.+-]+|video\/[\w.+-]+|text\/vtt|application\/(?:x-)?font-[\w-]+|application\/vnd\.ms-fontobject)$/

/**
 * The type a stored body is handed out with. A server's word is taken only for what browsers decode;
 * a body that could be shown as a document or run is a stream of bytes.
 */
export function servedType(resource: Pick<Resource, 'type'>): string {
  const essence = (resource.type.split(';')[0] ?? '').trim().toLowerCase()
  return DECODED_ONLY.test(essence) ? essence : 'application/octet-stream'
}
