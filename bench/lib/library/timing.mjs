const TIMES = 40

/**
 * Median of one question asked of links all over the library, warm; bench/lib/library/in-page.ts is in the page.
 * @param {import('puppeteer-core').Page} page
 * @param {'kept' | 'get' | 'page'} name
 */
export function timeOf(page, name) {
  return page.evaluate(
    async (which, times) => {
      const { linkById, linkByKey, linksBelow } = window.asked
      const ask = {
        kept: ({ urlKey }) => linkByKey(urlKey),
        get: ({ id }) => linkById(id),
        page: ({ id }) => linksBelow(id, 50),
      }[which]
      const links = await linksBelow(Number.MAX_SAFE_INTEGER, 2000)
      const all = []
      for (let n = 0; n < times + 10; n += 1) {
        const link = links[(n * 37) % (links.length - 60)]
        const started = performance.now()
        await ask(link)
        if (n >= 10) all.push(performance.now() - started)
      }
      return all.sort((a, b) => a - b)[times >> 1]
    },
    name,
    TIMES,
  )
}

/** @returns {Promise<[what: string, ms: number, aimedAt: string][]>} */
export async function timeTags(_browser, _url, { page, rounds }) {
  const counts = await page.evaluate(async (times) => {
    const all = []
    for (let n = 0; n < times; n += 1) {
      const started = performance.now()
      await window.asked.tagTreeCounts()
      all.push(performance.now() - started)
    }
    return all.sort((a, b) => a - b)[times >> 1]
  }, rounds)
  return [['counts of all tags', counts, '5×']]
}
