import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openChromium } from './chromium.ts'
import { openFirefox } from './firefox.ts'
import { listPages } from './page-list.ts'
import { holds, report } from './report.ts'
import { findSingleFile } from './single-file.ts'
import { runSuite } from './suite.ts'

const ROOT = join(import.meta.dirname, '../../..')
const OUT = join(ROOT, 'out/fidelity')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string' },
    firefox: { type: 'boolean', default: false },
    /** Where single-file-cli is; '' looks in the usual places. */
    peers: { type: 'string' },
  },
})

const pages = listPages(positionals)
if (pages.length === 0) throw new Error(`no page is named ${positionals.join(' or ')}`)
await rm(OUT, { recursive: true, force: true })
await mkdir(OUT, { recursive: true })

const started = performance.now()
let steps = 0
const progress = (done: string) => {
  steps++
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${steps}/${2 * pages.length} ${done}`)
}
const browser = values.firefox ? 'firefox' : 'chromium'
const built = values.firefox ? 'firefox-mv3-granted' : 'chrome-mv3-granted'
const folder = values.folder ?? join(ROOT, '.output', built)
const open = () => (values.firefox ? openFirefox({ folder }) : openChromium({ folder }))
const singleFile = values.peers === undefined ? undefined : findSingleFile(values.peers)
if (values.peers !== undefined && !singleFile)
  throw new Error(
    'single-file-cli is not here: npm install single-file-cli@2.0.83 somewhere, then --peers THERE',
  )
const results = await runSuite(pages, open, { peers: true, singleFile, progress })
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
process.stdout.write(`${report(results, browser)}\n`)
const figures = results.map(({ page, wrong }) => ({ page: page.name, wrong }))
await writeFile(join(OUT, `${browser}.json`), `${JSON.stringify(figures, null, 2)}\n`)
const seconds = Math.round((performance.now() - started) / 1000)
process.stdout.write(
  `\n${pages.length} pages in ${browser}, ${seconds} s; pictures: out/fidelity\n`,
)
process.exitCode = holds(results, browser) ? 0 : 1
