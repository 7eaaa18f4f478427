declare module '*/bench/lib/heap.mjs' {
  import type { CDPSession } from 'puppeteer-core'

  /** Watches a heap until the answer is called, which gives the bytes it grew by at the most. */
  export function watchHeap(client: CDPSession): Promise<() => Promise<number>>
}
