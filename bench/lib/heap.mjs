import { setTimeout as wait } from 'node:timers/promises'

const EVERY = 50

/**
 * Watches the heap of a page or worker, buffers included, while something is done.
 * @param {import('puppeteer-core').CDPSession} client
 * @returns {Promise<() => Promise<number>>} ends it; bytes that the heap grew by at the most
 */
export async function watchHeap(client) {
  const used = async () => {
    const { usedSize, backingStorageSize = 0 } = await client.send('Runtime.getHeapUsage')
    return usedSize + backingStorageSize
  }
  await client.send('HeapProfiler.collectGarbage').catch(() => {})
  const before = await used()
  let most = before
  let over = false
  const watching = (async () => {
    while (!over) {
      most = Math.max(most, await used().catch(() => 0))
      await wait(EVERY)
    }
  })()
  return async () => {
    over = true
    await watching
    return most - before
  }
}
