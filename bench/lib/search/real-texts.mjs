import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { markdown, ratio } from '../figures.mjs'
import { measureWarm } from './measure-queries.mjs'
import { sampleQueries } from './sample-queries.mjs'
import { openWorkers } from './workers.mjs'

/** A kept page has hardly more; a list of all words of a language is no page. */
const MOST_BYTES = 1_000_000
const SLICE = 100

/** Texts of all Markdown, text and reStructuredText files below a folder, each once. */
function textsIn(folder) {
  const files = globSync('**/*.{md,txt,rst}', { cwd: folder }).map((file) => join(folder, file))
  const some = files.filter((file) => statSync(file).isFile() && statSync(file).size < MOST_BYTES)
  const texts = some.sort().map((file) => readFileSync(file, 'utf8').trim())
  return [...new Set(texts)].filter((text) => text !== '')
}

/**
 * The same with texts that people wrote.
 * @returns lines of Markdown
 */
export async function measureRealTexts(folder, each) {
  const texts = textsIn(folder)
  if (texts.length === 0) return [`\nNo text below ${folder}.`]
  const workers = await openWorkers(['ours', 'fts', 'queries'])
  const inSlices = async (work) => {
    const all = []
    for (let from = 0; from < texts.length; from += SLICE)
      all.push(
        await work(from, Math.min(texts.length, from + SLICE), texts.slice(from, from + SLICE)),
      )
    return all.reduce((sum, one) => sum + one, 0)
  }
  try {
    const bytes = await inSlices((...args) => workers.run('ours', 'fill', ...args))
    const time = await workers.run('ours', 'build')
    const own = await workers.run('ours', 'sizes')
    await workers.run('fts', 'prepare')
    const theirTime = await inSlices((...args) => workers.run('fts', 'build', ...args))
    const theirs = await workers.run('fts', 'sizes')
    await workers.run('queries', 'tag')
    await inSlices((...args) => workers.run('queries', 'load', ...args).then(() => 0))
    const kinds = sampleQueries((n) => texts[n], texts.length, each)
    return [
      `\n## Real texts\n\n${texts.length} files below ${folder}, ${(bytes / 1e6).toFixed(1)} MB\n`,
      markdown([
        ['', 'build, s', 'bytes : byte of text'],
        ['ours', (time / 1000).toFixed(1), (own.bytes / bytes).toFixed(3)],
        ['FTS5', (theirTime / 1000).toFixed(1), (theirs.bytes / bytes).toFixed(3)],
        ['ours : FTS5', ratio(time, theirTime), ratio(own.bytes, theirs.bytes)],
      ]),
      '',
      await measureWarm(workers, kinds, each),
    ]
  } finally {
    await workers.close()
  }
}
