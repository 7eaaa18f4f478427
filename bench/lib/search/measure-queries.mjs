import { say } from '../../../scripts/lib/log.mjs'
import { markdown, median, ms, ratio } from '../figures.mjs'
import { sampleQueries } from './sample-queries.mjs'
import { textOf } from './texts.mjs'

export const EACH = Number(process.env.QUERIES ?? 20)
const COLD = 7

const p95 = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * 0.95)]

/** Of found and expected numbers: which share of what is to be found was, and of what was found was right. */
function compared(pairs) {
  const sum = (count) => pairs.reduce((total, pair) => total + count(pair), 0)
  const both = sum(({ found, wanted }) => {
    const known = new Set(wanted)
    return found.filter((n) => known.has(n)).length
  })
  const share = (of) => (of === 0 ? '–' : (both / of).toFixed(3))
  return [share(sum(({ wanted }) => wanted.length)), share(sum(({ found }) => new Set(found).size))]
}

async function measureKind(workers, { kind, queries }, checks) {
  const all = { first: [], again: [], shown: [], ranked: [], scan: [], untilScreen: [], fts: [] }
  const pairs = []
  for (const { q } of queries)
    all.first.push((await workers.run('queries', 'find', q, 'newest')).hits)
  for (const query of queries) {
    const { q, fts } = query
    const { hits, shown } = await workers.run('queries', 'find', q, 'newest')
    all.again.push(hits)
    all.shown.push(shown)
    all.ranked.push((await workers.run('queries', 'find', q, 'relevance')).hits)
    const scan = await workers.run('queries', 'scan', query)
    all.scan.push(scan.time)
    all.untilScreen.push(scan.untilScreen)
    if (fts) all.fts.push(await workers.run('fts', 'find', fts))
  }
  for (const query of queries.slice(0, checks))
    pairs.push({
      found: (await workers.run('queries', 'find', query.q, 'newest', true)).numbers,
      wanted: await workers.run('queries', 'expected', query),
    })
  const scan = median(all.scan)
  return [
    kind,
    ms(median(all.first)),
    ms(p95(all.first)),
    ratio(median(all.first), scan),
    ms(median(all.again)),
    ratio(median(all.again), scan),
    ms(median(all.ranked)),
    ms(median(all.shown)),
    ms(scan),
    ms(median(all.untilScreen)),
    all.fts.length > 0 ? ms(median(all.fts)) : '–',
    ...compared(pairs),
  ]
}

/** How long the first 50 hits take, the newest first, beside a scan of all folded texts in memory. */
export async function measureWarm(workers, kinds, checks = 5) {
  await workers.run('queries', 'find', 'warm', 'newest')
  await workers.run('fts', 'find', '"warm"*')
  // What an open page reads ahead is read when its first search is done.
  await new Promise((resolve) => setTimeout(resolve, 3000))
  const rows = []
  for (const kind of kinds) rows.push(await measureKind(workers, kind, checks))
  const head = [
    'first 50, ms',
    'asked first',
    'p95',
    ': scan',
    'again',
    ': scan',
    'by relevance',
    '+ 50 rows, 10 excerpts',
    'scan of all',
    'scan to 50 hits',
    'FTS5',
    'recall',
    'precision',
  ]
  return markdown([head, ...rows])
}

/** From the beginning of a page's navigation to the first 50 ids of its first query, code and databases opened anew. */
async function cold(workers, page, question) {
  const times = []
  for (let round = 0; round < COLD; round++) {
    await workers.leave()
    // Files of the page before are let go of a moment later.
    await new Promise((resolve) => setTimeout(resolve, 1000))
    times.push(await workers.timeOfPage(page, question))
  }
  return median(times)
}

const EXPLAINED = `
All give ids of hits: ours verified ones, the newest first, from a page that is open ("asked first": words nobody asked
for in this page before; "again": the same queries once more); the scan looks through all texts. Aimed at: 1/20 of the
scan at 10,000 links, p95 at most 100 ms at 100,000, recall and precision 1.000.
`

/** @returns lines of Markdown */
export async function measureQueries(workers, count) {
  const started = performance.now()
  await workers.run('queries', 'tag')
  for (let from = 0; from < count; from += 1000)
    await workers.run('queries', 'load', from, Math.min(count, from + 1000))
  const kinds = sampleQueries(textOf, count, EACH)
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  say(`All texts made and folded for the scan, tags given: ${seconds} s.\n`)
  return [
    await measureWarm(workers, kinds),
    EXPLAINED,
    await measureCold(workers, kinds[0].queries[0]),
  ]
}

async function measureCold(workers, { q, fts }) {
  const none = await cold(workers, 'cold-empty', '')
  const ours = await cold(workers, 'cold-ours', q)
  const theirs = await cold(workers, 'cold-fts', fts)
  const row = (name, time) => [
    name,
    ms(time),
    ratio(time, theirs),
    ms(time - none),
    ratio(time - none, theirs - none),
  ]
  const table = markdown([
    ['page opened + first query', 'ms', ': FTS5', 'ms beyond a page that asks nothing', ': FTS5'],
    ['a page that asks nothing', ms(none), ratio(none, theirs), '', ''],
    row('ours', ours),
    row('FTS5', theirs),
  ])
  return `${table}\n\nFrom the start of navigation to 50 ids. Aimed at: 0.25×, at 100,000 links at most 3× of 10,000.\n`
}
