import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

const OUT = join(import.meta.dirname, '../../../out/fidelity')

/** Pixels that differ, and a picture of where; sizes that differ are a reason by themselves. */
export interface Difference {
  pixels: number
  reason: string
  picture?: Buffer
}

export function comparePictures(live: Uint8Array, shown: Uint8Array): Difference {
  const [a, b] = [PNG.sync.read(Buffer.from(live)), PNG.sync.read(Buffer.from(shown))]
  const { width, height } = a
  if (width !== b.width || height !== b.height) {
    const reason = `${b.width}×${b.height} instead of ${width}×${height}`
    return { pixels: width * height, reason }
  }
  const diff = new PNG({ width, height })
  const pixels = pixelmatch(a.data, b.data, diff.data, width, height, { threshold: 0.1 })
  const reason = pixels === 0 ? '' : `${pixels} pixels differ`
  return { pixels, reason, picture: PNG.sync.write(diff) }
}

/** Writes out/fidelity/NAME-KIND.png for people to look at. */
export async function writePicture(name: string, kind: string, png: Uint8Array): Promise<void> {
  const path = join(OUT, `${name.replaceAll('/', '-')}-${kind}.png`)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, png)
}
