import type { CaptureOptions } from '../model/capture-options.ts'

/**
 * Runs in the page, in our own world: puts down what the page script is to do, where that looks
 * (`page/given.ts`). Self-contained, since its source alone travels.
 */
export function giveOptions(options: CaptureOptions): void {
  const world = globalThis as unknown as Record<symbol, { options?: CaptureOptions } | undefined>
  const name = Symbol.for('linkshot')
  world[name] = { options }
  // Where the script never came, the next capture must not find it.
  setTimeout(() => {
    if (world[name]?.options === options) delete world[name]
  }, 30_000)
}
