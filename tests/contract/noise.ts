import { sha256 } from '../../utils/shared/bytes.ts'

/** Bytes that no packing makes smaller, other ones each time. */
export function noise(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += 65_536)
    crypto.getRandomValues(bytes.subarray(at, Math.min(length, at + 65_536)))
  return bytes
}

/** Bytes as a body that is not packed. */
export async function plain(bytes: Uint8Array<ArrayBuffer>) {
  return { hash: await sha256(bytes), encoding: 'identity' as const, body: bytes.buffer }
}
