import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand, toolEnv } from '../../../scripts/lib/run-command.mjs'
import { table } from '../../../scripts/lib/table.mjs'
import { type Edit, MUTANTS, type Mutant } from '../mutants.ts'
import { openChromium } from './chromium.ts'
import { listPages } from './page-list.ts'
import { holds } from './report.ts'
import { type PageResult, runSuite } from './suite.ts'

const ROOT = join(import.meta.dirname, '../../..')

/** What a build is made of. */
const SOURCES = ['entrypoints', 'components', 'utils', 'locales', 'public']
const FILES = ['wxt.config.ts', 'tsconfig.json', 'package.json']

/**
 * Builds the extension once per defect and runs the pages that are meant to see it.
 * @returns how many defects no page saw
 */
export async function runMutants(patterns: string[], progress: (done: string) => void) {
  const chosen = MUTANTS.filter(
    ({ defect }) => patterns.length === 0 || patterns.some((each) => defect.includes(each)),
  )
  const folder = await mkdtemp(join(tmpdir(), 'linkshot-mutant-'))
  const rows = [['defect', 'seen by', 'not seen by']]
  try {
    await copySources(folder)
    for (const mutant of chosen) {
      rows.push(await rowOf(folder, mutant))
      progress(mutant.defect)
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  process.stdout.write(`${table(rows)}\n`)
  return rows.slice(1).filter(([, seen]) => seen === '').length
}

async function copySources(folder: string): Promise<void> {
  for (const each of [...SOURCES, ...FILES])
    await cp(join(ROOT, each), join(folder, each), { recursive: true })
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir')
}

async function rowOf(folder: string, mutant: Mutant): Promise<string[]> {
  const edits = [mutant, ...(mutant.also ?? [])]
  const sources = new Map<string, string>()
  try {
    for (const edit of edits) await applyEdit(folder, edit, sources)
    await build(folder)
  } finally {
    for (const [file, source] of sources) await writeFile(file, source)
  }
  const extension = join(folder, '.output/chrome-mv3-granted')
  const open = () => openChromium({ folder: extension })
  const results = await runSuite(pagesOf(mutant), open, { peers: false })
  const names = (wanted: PageResult[]) => wanted.map(({ page }) => page.name).join(', ')
  const isFine = (result: PageResult) => holds([result], 'chromium')
  const seen = results.filter((result) => !isFine(result))
  return [mutant.defect, names(seen), names(results.filter(isFine))]
}

/** Changes a file; `sources` gets what it was. */
async function applyEdit(folder: string, edit: Edit, sources: Map<string, string>): Promise<void> {
  const file = join(folder, edit.file)
  const source = await readFile(file, 'utf8')
  const found = source.split(edit.find).length - 1
  if (found !== 1) throw new Error(`${edit.file} has ${found} times: ${edit.find}`)
  if (!sources.has(file)) sources.set(file, source)
  await writeFile(
    file,
    source.replace(edit.find, () => edit.replace),
  )
}

function pagesOf({ defect, pages }: Mutant) {
  const found = listPages(pages).filter(({ name }) => pages.includes(name))
  if (found.length !== pages.length) throw new Error(`'${defect}': not all of ${pages} are there`)
  return found
}

async function build(folder: string): Promise<void> {
  const args = ['build', '-b', 'chrome', '--mv3', '--mode', 'granted']
  const { code, output } = await runCommand('wxt', args, {
    cwd: folder,
    env: toolEnv(),
    quiet: true,
  })
  if (code !== 0) throw new Error(`the mutant was not built:\n${output}`)
}
