import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { toAddress } from './lib/address.mjs'
import { archivePage } from './lib/archive-page.mjs'
import { baseNames } from './lib/base-name.mjs'
import { runMain } from './lib/complaint.mjs'
import { inLanes } from './lib/in-lanes.mjs'
import { bytes, green, red, say } from './lib/log.mjs'
import { underModernNode } from './lib/modern-node.mjs'
import { openSession } from './lib/session.mjs'
import { snapshotOptions, USAGE } from './lib/snapshot-options.mjs'

/** npm runs scripts in the project's folder; paths are meant from where the person stands. */
const here = process.env.npm_lifecycle_event === 'snapshot' ? process.env.INIT_CWD : process.cwd()
const fromHere = (path) => resolve(here ?? '.', path)

function report(entry, position) {
  if (entry.error) {
    say(`${red('✗')} ${position} ${entry.url}\n  ${entry.error.reason}: ${entry.error.message}`)
    return
  }
  const { kept, total } = entry.resources
  const figures = `${kept}/${total} resources, ${bytes(entry.bytes.stored)}, ${Math.round(entry.ms.complete)} ms`
  const picture = entry.picture ? '' : ', no picture'
  say(
    `${green('✓')} ${position} ${entry.title || entry.url}\n  ${figures}${picture} → ${entry.base}`,
  )
}

async function archiveAll(session, options) {
  const { urls, parallel } = options
  const names = baseNames(urls.map((typed) => toAddress(typed).url))
  return inLanes(urls, parallel, async (url, index) => {
    const entry = await archivePage(session, url, names[index], options)
    report(entry, `${index + 1}/${urls.length}`)
    return entry
  })
}

async function snapshot(options) {
  const out = fromHere(options.out)
  mkdirSync(out, { recursive: true })
  const profile = options.profile && fromHere(options.profile)
  const session = await openSession({ viewport: options.viewport, profile })
  try {
    const entries = await archiveAll(session, { ...options, out })
    writeFileSync(join(out, 'index.json'), `${JSON.stringify(entries, null, 2)}\n`)
    const failed = entries.filter((entry) => entry.error).length
    say(`${entries.length - failed} kept, ${failed} failed → ${join(out, 'index.json')}`)
    return failed === 0 ? 0 : 1
  } finally {
    await session.close()
  }
}

await runMain(async () => {
  const readList = (path) => readFileSync(fromHere(path), 'utf8')
  const options = snapshotOptions(process.argv.slice(2), readList)
  if (options.help) {
    say(USAGE)
    return 0
  }
  return underModernNode(() => snapshot(options))
})
