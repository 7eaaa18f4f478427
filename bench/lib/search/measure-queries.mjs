import { markdown, median, ms, ratio } from '../figures.mjs'
import { sampleQueries } from './sample-queries.mjs'

const EACH = 20
const COLD = 5

const p95 = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * 0.95)]

/** How long the first 50 hits take, the newest first, beside a scan of all folded texts in memory. */
async function warm(workers, count) {
  await workers.run('queries', 'tag')
  await workers.run('queries', 'load', count)
  await workers.run('queries', 'find', 'warm', 'newest')
  const rows = []
  for (const [kind, queries] of Object.entries(sampleQueries(count, EACH))) {
    const found = []
    const scans = []
    for (const { q, words } of queries) {
      found.push((await workers.run('queries', 'find', q, 'newest')).time)
      scans.push((await workers.run('queries', 'scan', words)).time)
    }
    const ranked = []
    for (const { q } of queries)
      ranked.push((await workers.run('queries', 'find', q, 'relevance')).time)
    rows.push([
      kind,
      ms(median(found)),
      ms(p95(found)),
      ms(median(ranked)),
      ms(median(scans)),
      ratio(median(found), median(scans)),
    ])
  }
  return markdown([
    ['first 50, warm', 'median, ms', 'p95', 'by relevance', 'scan', ': scan'],
    ...rows,
  ])
}

/** From a page that is opened to the first hits of its first query: worker, code and database are opened, too. */
async function cold(workers, name, args) {
  const times = []
  for (let round = 0; round < COLD; round++) {
    const open = await workers.leave()
    // Files of the page before are let go of a moment later.
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const started = performance.now()
    await open()
    await workers.run(name, 'find', ...args)
    times.push(performance.now() - started)
  }
  return median(times)
}

/** @returns lines of Markdown */
export async function measureQueries(workers, count) {
  const table = await warm(workers, count)
  const [{ q }] = sampleQueries(count, 1)['a word']
  const ours = await cold(workers, 'queries', [q, 'newest'])
  const theirs = await cold(workers, 'fts-find', [`"${q}"*`])
  return [
    table,
    '\nAimed at: p95 at most 100 ms at 100,000 links, 1/20 of the scan.\n',
    markdown([
      ['page opened + first query', 'ms', ': FTS5'],
      ['ours', ms(ours), ratio(ours, theirs)],
      ['FTS5', ms(theirs), '1×'],
    ]),
    '\nAimed at: 0.25×.\n',
  ]
}
