/** Messages that carry no bodies are text, of which browsers send 64 MB at most. */
const MAX_BYTES = 48 * 1024 * 1024

/** A body as text. */
export interface EncodedBody {
  base64: string
  type: string
}

/** The data with every Blob in it replaced by its text; bodies too large for that stay behind. */
export async function encodeBlobs(value: unknown): Promise<unknown> {
  if (value instanceof Blob) return encodeBlob(value)
  if (Array.isArray(value)) return Promise.all(value.map(encodeBlobs))
  if (typeof value !== 'object' || value === null) return value
  if (isTooLarge(value)) return { cid: value.cid, ok: false, reason: 'too-large' }
  const entries = Object.entries(value).map(async ([key, each]) => [key, await encodeBlobs(each)])
  return Object.fromEntries(await Promise.all(entries))
}

function isTooLarge(value: object): value is { cid: unknown; body: Blob } {
  return (
    'ok' in value && 'body' in value && value.body instanceof Blob && value.body.size > MAX_BYTES
  )
}

async function encodeBlob(blob: Blob): Promise<EncodedBody> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'))
    reader.readAsDataURL(blob)
  })
  return { base64: url.slice(url.indexOf(',') + 1), type: blob.type }
}
