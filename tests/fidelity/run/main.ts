import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openChromium } from './chromium.ts'
import { fetchSites, SITES_FOLDER } from './fetch-sites.ts'
import { openFirefox } from './firefox.ts'
import { runMutants } from './mutants.ts'
import { listPages } from './page-list.ts'
import { holds, report } from './report.ts'
import { findSingleFile } from './single-file.ts'
import { runSites, SITE_VIEWPORT } from './sites.ts'
import { sitesTable } from './sites-report.ts'
import { runSuite } from './suite.ts'

const ROOT = join(import.meta.dirname, '../../..')
const OUT = join(ROOT, 'out/fidelity')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string' },
    firefox: { type: 'boolean', default: false },
    /** Pages of others' packages instead of ours. */
    sites: { type: 'boolean', default: false },
    /** Builds with a defect each instead of ours. */
    mutants: { type: 'boolean', default: false },
    /** Where single-file-cli is; '' looks in the usual places. */
    peers: { type: 'string' },
  },
})

const started = performance.now()
const browser = values.firefox ? 'firefox' : 'chromium'
const built = values.firefox ? 'firefox-mv3-granted' : 'chrome-mv3-granted'
const folder = values.folder ?? join(ROOT, '.output', built)
const singleFile = values.peers === undefined ? undefined : findSingleFile(values.peers)
if (values.peers !== undefined && !singleFile)
  throw new Error(
    'no single-file-cli: npm install it somewhere (2.0.83 was tried) and say --peers=THERE',
  )

let steps = 0
const progress = (done: string) => {
  steps++
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${steps} ${done}`)
}

await rm(OUT, { recursive: true, force: true })
await mkdir(OUT, { recursive: true })
process.exitCode = await chosen()
const seconds = Math.round((performance.now() - started) / 1000)
process.stdout.write(`\n${seconds} s in ${browser}; pictures and figures: out/fidelity\n`)

async function chosen(): Promise<number> {
  if (values.sites) return await sites()
  if (values.mutants) return (await runMutants(positionals, progress)) === 0 ? 0 : 1
  return await features()
}

async function features(): Promise<number> {
  const pages = listPages(positionals)
  if (pages.length === 0) throw new Error(`no page is named ${positionals.join(' or ')}`)
  const open = () => (values.firefox ? openFirefox({ folder }) : openChromium({ folder }))
  const results = await runSuite(pages, open, { peers: true, singleFile, progress })
  process.stdout.write(`${report(results, browser)}\n`)
  await save(results.map(({ page, wrong }) => ({ page: page.name, wrong })))
  return holds(results, browser) ? 0 : 1
}

/** Other people's pages are a measurement, nothing that could fail. */
async function sites(): Promise<number> {
  const pages = await fetchSites(positionals)
  const open = () => openChromium({ folder, viewport: SITE_VIEWPORT })
  const results = await runSites(pages, open, { singleFile, folder: SITES_FOLDER, progress })
  process.stdout.write(`${sitesTable(results)}\n`)
  await save(results)
  return 0
}

function save(figures: unknown): Promise<void> {
  return writeFile(join(OUT, `${browser}.json`), `${JSON.stringify(figures, null, 2)}\n`)
}
