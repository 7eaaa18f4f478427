import { LinkshotError } from '../model/error.ts'

/**
 * A body as it arrived: a Blob where messages are cloned, base64 where they are text.
 * @throws LinkshotError 'blob-lost', which asks the sender for base64
 */
export function reviveBody(body: unknown): Blob {
  if (body instanceof Blob) return body
  const { base64, type } = (body ?? {}) as { base64?: unknown; type?: unknown }
  if (typeof base64 !== 'string') throw new LinkshotError('blob-lost')
  const text = atob(base64)
  // Uint8Array.from would make a list of 48 million strings first.
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return new Blob([bytes], { type: String(type ?? '') })
}
