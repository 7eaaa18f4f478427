/**
 * Runs `work` over all items, `count` at a time.
 * @returns results in the order of the items
 */
export async function inLanes(items, count, work) {
  const results = new Array(items.length)
  let next = 0
  const lane = async () => {
    while (next < items.length) {
      const index = next++
      results[index] = await work(items[index], index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(count, items.length) }, lane))
  return results
}
