import { join } from 'node:path'
import { say } from '../scripts/lib/log.mjs'
import { ROOT } from '../scripts/lib/paths.mjs'
import { markdown, median, ms, ratio } from './lib/figures.mjs'
import { EACH, measureQueries } from './lib/search/measure-queries.mjs'
import { measureOldVersions } from './lib/search/old-versions.mjs'
import { measureRealTexts } from './lib/search/real-texts.mjs'
import { openWorkers } from './lib/search/workers.mjs'

/**
 * The full-text index: building it for a whole library beside SQLite's FTS5 (contentless, Chinese as pairs of
 * characters, on a file of its own in the browser), what it weighs beside the text, what it adds to keeping a
 * page of 30 kB, and how soon it answers: warm beside a scan in memory, and from a page that is opened. Texts are
 * generated: 70 % English, 30 % Chinese, words as often as Zipf says, 6 kB each; then come real ones, and links with several versions. FTS5 is given texts
 * from memory; ours reads and unpacks the stored ones, as it has to.
 */
const COUNT = Number(process.env.COUNT ?? 10_000)
const ROUNDS = Number(process.env.ROUNDS ?? 21)
/** Texts that people wrote: all Markdown, text and reStructuredText below it. */
const TEXT = process.env.TEXT ?? join(ROOT, 'node_modules')
const SLICE = 1000
/** Fewer make more segments, which are merged: what a library of 100,000 links comes to. */
const POSTINGS = process.env.POSTINGS ? Number(process.env.POSTINGS) : undefined

const slices = Array.from({ length: Math.ceil(COUNT / SLICE) }, (_, at) => [
  at * SLICE,
  Math.min(COUNT, (at + 1) * SLICE),
])

const workers = await openWorkers([
  'ours',
  'fts',
  'queries',
  'fts-find',
  'cold-empty',
  'cold-ours',
  'cold-fts',
])

async function ours() {
  let text = 0
  const started = performance.now()
  for (const [from, to] of slices) text += await workers.run('ours', 'fill', from, to)
  say(`Texts made, packed and kept: ${since(started)}.`)
  const time = await workers.run('ours', 'build', POSTINGS)
  return { text, time, ...(await workers.run('ours', 'sizes')) }
}

async function fts() {
  await workers.run('fts', 'prepare')
  let time = 0
  const started = performance.now()
  for (const [from, to] of slices) time += await workers.run('fts', 'build', from, to)
  say(`Texts made and put into FTS5: ${since(started)}.`)
  return { time, ...(await workers.run('fts', 'sizes')) }
}

async function saves() {
  const rounds = []
  // The first ones open databases.
  for (let round = -3; round < ROUNDS; round++)
    rounds.push(await workers.run('ours', 'save', COUNT + 10 + round))
  return rounds.slice(3)
}

const since = (started) => `${((performance.now() - started) / 1000).toFixed(0)} s`

const MB = (bytes) => (bytes / 1e6).toFixed(1)

const begun = performance.now()
try {
  const theirs = await fts()
  const own = await ours()
  say(`${COUNT} links, ${MB(own.text)} MB of text\n`)
  const row = (name, { time, bytes, documents }) => [
    name,
    String(documents),
    ms(time / 1000),
    (own.text / 1000 / time).toFixed(2),
    MB(bytes),
    (bytes / own.text).toFixed(3),
  ]
  say(
    markdown([
      ['build', 'links', 's', 'MB/s', 'index, MB', 'bytes : byte of text'],
      row('ours', own),
      row('FTS5', theirs),
      ['ours : FTS5', '', ratio(own.time, theirs.time), '', ratio(own.bytes, theirs.bytes), ''],
    ]),
  )
  say(`\nSegments: ${own.segments}. Aimed at: time at most 2×, 0.60 bytes a byte.\n`)
  const rounds = await saves()
  const of = (read) => median(rounds.map(read))
  say(
    markdown([
      ['a page of 30 kB', 'ms', ': gzip + put'],
      ['gzip + put', ms(of(({ least }) => least)), '1×'],
      [
        'kept',
        ms(of(({ kept }) => kept)),
        ratio(
          of(({ kept, least }) => kept / least),
          1,
        ),
      ],
      [
        'indexed then',
        ms(of(({ indexed }) => indexed)),
        ratio(
          of(({ indexed, least }) => indexed / least),
          1,
        ),
      ],
      [
        'both',
        ms(of((each) => each.kept + each.indexed)),
        ratio(
          of((each) => (each.kept + each.indexed) / each.least),
          1,
        ),
      ],
    ]),
  )
  say('\nAimed at: both at most 3×.\n')
  for (const line of await measureQueries(workers, COUNT)) say(line)
} finally {
  await workers.close()
}
say(`\nGenerated texts, all in all: ${since(begun)}.`)
for (const line of await measureRealTexts(TEXT, EACH)) say(line)
for (const line of await measureOldVersions()) say(line)
