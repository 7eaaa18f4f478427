import { sha256 } from '../../shared/bytes.ts'

/** A digest of lines that is made while they pass by. */
export interface Digest {
  add(table: string, line: string): Promise<void>
  value(): Promise<string>
}

/** Characters hashed at once; part of the digest's definition in docs/EXPORT-FORMAT.md. */
const BLOCK = 1 << 20

/**
 * SHA-256 over all lines. The browser hashes whole buffers only, so lines are hashed in blocks, each with
 * the hash of the block before it.
 */
export function createDigest(): Digest {
  let hash = ''
  let lines: string[] = []
  let size = 0
  const fold = async () => {
    hash = await sha256(new TextEncoder().encode([hash, ...lines].join('\n')))
    lines = []
    size = 0
  }
  return {
    async add(table, line) {
      lines.push(`${table} ${line}`)
      size += line.length
      if (size >= BLOCK) await fold()
    },
    async value() {
      await fold()
      return hash
    },
  }
}
