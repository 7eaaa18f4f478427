const TIMES = 40
/** The clock of an extension's page counts tenths of milliseconds, which is what one question takes. */
const TOGETHER = 10

/**
 * Median of one question asked of links all over the library, warm, ten in a row each time; bench/lib/library/in-page.ts is in the page.
 * @param {import('puppeteer-core').Page} page
 * @param {'kept' | 'get' | 'page'} name
 */
export function timeOf(page, name) {
  return page.evaluate(
    async (which, times, together) => {
      const { linkById, linkByKey, linksBelow } = window.asked
      const ask = {
        kept: ({ urlKey }) => linkByKey(urlKey),
        get: ({ id }) => linkById(id),
        page: ({ id }) => linksBelow(id, 50),
      }[which]
      const links = await linksBelow(Number.MAX_SAFE_INTEGER, 2000)
      const all = []
      for (let n = 0; n < times + 10; n += 1) {
        const started = performance.now()
        for (let each = 0; each < together; each += 1)
          await ask(links[((n * together + each) * 37) % (links.length - 60)])
        if (n >= 10) all.push((performance.now() - started) / together)
      }
      return all.sort((a, b) => a - b)[times >> 1]
    },
    name,
    TIMES,
    TOGETHER,
  )
}

/**
 * What tags cost: columns read once a page, then a filter of six tags and the numbers of all tags of what it shows.
 * @returns {Promise<[what: string, ms: number, aimedAt: string][]>}
 */
export async function timeTags(page) {
  const times = await page.evaluate(async (rounds) => {
    const { allTags, readColumns, readHeld, selectLinks, countTags } = window.asked
    const timed = async (work) => {
      const started = performance.now()
      const value = await work()
      return { value, ms: performance.now() - started }
    }
    const columns = await timed(readColumns)
    const held = await timed(() => readHeld(columns.value.ids))
    const index = { ...columns.value, held: held.value }
    const tags = await allTags()
    const again = async (work) => {
      const all = []
      for (let n = 0; n < rounds; n += 1) all.push((await timed(() => work(n))).ms)
      return all.sort((a, b) => a - b)[rounds >> 1]
    }
    const filter = (n) => ({ all: [[1, 2, 3], [4 + n]], none: [40 + n, 80 + n] })
    return {
      columns: columns.ms,
      held: held.ms,
      filter: await again((n) => selectLinks(index, 'all', filter(n))),
      counts: await again(() =>
        countTags(index, selectLinks(index, 'all', { all: [], none: [] }), tags),
      ),
      narrow: await again((n) => countTags(index, selectLinks(index, 'all', filter(n)), tags)),
    }
  }, TIMES)
  return [
    ['columns, read once a page', times.columns, ''],
    ['tags of all links, read once a page', times.held, ''],
    ['tags AND, OR, NOT', times.filter, '6×'],
    ['counts of all tags of all links', times.counts, '5×'],
    ['the same of a filter', times.narrow, '5×'],
  ]
}
