import { markdown, ratio } from '../figures.mjs'
import { openWorkers } from './workers.mjs'

const LINKS = 1000
const VERSIONS = 5
const SLICE = 100

/**
 * What it costs to search older versions, too: links with five versions, each of which differs from the next in a tenth
 * of its lines.
 * @returns lines of Markdown
 */
export async function measureOldVersions() {
  const workers = await openWorkers(['ours'])
  try {
    const text = { newest: 0, all: 0 }
    for (let from = 0; from < LINKS; from += SLICE) {
      const bytes = await workers.run('ours', 'fillVersions', from, from + SLICE, VERSIONS)
      text.newest += bytes.newest
      text.all += bytes.all
    }
    const build = async (all) => {
      await workers.run('ours', 'searchOld', all)
      const time = await workers.run('ours', 'build')
      return { time, ...(await workers.run('ours', 'sizes')) }
    }
    const newest = await build(false)
    const all = await build(true)
    const row = (name, { time, bytes }) => [
      name,
      (time / 1000).toFixed(1),
      (bytes / 1e6).toFixed(2),
      (bytes / text.newest).toFixed(3),
      (bytes / text.all).toFixed(3),
    ]
    return [
      `\n## Older versions\n\n${LINKS} links, ${VERSIONS} versions each, a tenth of the lines changed from one to the next\n`,
      markdown([
        ['index', 'build, s', 'MB', ': text of the newest', ': text of all'],
        row('newest versions', newest),
        row('all versions', all),
        ['all : newest', ratio(all.time, newest.time), ratio(all.bytes, newest.bytes), '', ''],
      ]),
    ]
  } finally {
    await workers.close()
  }
}
