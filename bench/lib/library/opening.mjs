import { setTimeout as wait } from 'node:timers/promises'

/** Ways to wait for something to be painted, in the page. */
const PAINTED = {
  /** Nothing is on it: its own paint. */
  blank: () => document.body !== null,
  empty: () => document.querySelector('[data-role=empty]') !== null,
  rows: () => document.querySelector('[data-role=row] .row-title-text') !== null,
}

/**
 * Opens a page in a tab of its own.
 * @param {keyof typeof PAINTED} what to wait for
 * @param {number} restMs until it has read what it reads afterwards: the next page is not to wait for that
 * @returns {Promise<number>} ms from the request to the frame that shows it
 */
export async function timeToPaint(browser, url, what, restMs) {
  const page = await browser.newPage()
  await page.evaluateOnNewDocument(
    `(() => { const shown = ${PAINTED[what]}; const look = () => { if (shown()) requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => { window.paintedAt = performance.now() }; channel.port2.postMessage(0) }); else requestAnimationFrame(look) }; requestAnimationFrame(look) })()`,
  )
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForFunction(() => window.paintedAt > 0, { polling: 20 })
  const ms = await page.evaluate(() => window.paintedAt)
  await wait(restMs)
  await page.close()
  return ms
}

/** Bytes that a page holds once it is at rest, buffers and what the browser keeps for its nodes included. */
export async function heapAtRest(browser, url, restMs = 4000) {
  const page = await browser.newPage()
  await page.goto(url, { waitUntil: 'load' })
  await wait(restMs)
  const client = await page.createCDPSession()
  for (let round = 0; round < 3; round += 1) await client.send('HeapProfiler.collectGarbage')
  const heap = await client.send('Runtime.getHeapUsage')
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  await page.close()
  const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = heap
  return { used: usedSize, buffers: backingStorageSize, embedder: embedderHeapUsedSize, nodes }
}
