import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** What is compressed already stays as it is. */
const PACKED = /^\.(?:png|jpe?g|gif|webp|avif|woff2?|mp4|webm|ogg|mp3|zip|gz|ico)$/
/** No kept page needs them. */
const SCRIPT = /^\.(?:m?js|map|json)$/

/** Notes which files of a folder a server gave, to weigh them: each once, packed by gzip where that helps. */
export function servedParts(folder) {
  const paths = new Set()
  const weight = (path) => {
    const body = readFileSync(join(folder, path))
    return PACKED.test(extname(path)) ? body.length : Math.min(body.length, gzipSync(body).length)
  }
  return {
    note: (path) => paths.add(path),
    /** Bytes since it was last asked. */
    take() {
      const parts = [...paths].filter((path) => !SCRIPT.test(extname(path)))
      paths.clear()
      return parts.reduce((sum, path) => sum + weight(path), 0)
    },
  }
}
