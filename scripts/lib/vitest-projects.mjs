import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { red, say, yellow } from './log.mjs'
import { OUT } from './paths.mjs'
import { runCommand, toolEnv } from './run-command.mjs'
import { brokenFiles, fileName, tallyVitest, withSecondRun } from './tally.mjs'

/** A loop without an end stops vitest's own time-outs too, and a machine must not wait for ever. */
const LONGEST_MINUTES = 20

/** Quick ones first; projects not named here come last. */
const ORDER = [
  'unit',
  'page',
  'sync',
  'database',
  'contract',
  'waiting',
  'e2e',
  'fidelity',
  'fidelity-firefox',
]

/** Names of the projects in vitest.config.ts that have test files. */
export async function listProjects() {
  const list = reportPath('list')
  const args = ['list', '--filesOnly', `--json=${list}`]
  const { code, output } = await runCommand('vitest', args, { env: toolEnv(), quiet: true })
  const files = readReport(list)
  if (code !== 0 || !files) throw new Error(`vitest list failed:\n${output}`)
  return orderProjects(files.map((file) => file.projectName))
}

/** Where a report goes. One left from the run before would pass for this one's if vitest crashed. */
function reportPath(name) {
  const path = join(OUT, 'test', `${name}.json`)
  mkdirSync(join(OUT, 'test'), { recursive: true })
  rmSync(path, { force: true })
  return path
}

function orderProjects(names) {
  const rank = (name) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length)
  return [...new Set(names)].sort((a, b) => rank(a) - rank(b))
}

/** Suites that drive whole browsers through hundreds of screens, and whose tests wait for what a busy machine does. */
const DRIVEN = ['e2e', 'waiting']

/** More files than these are no accident, and are not asked again. */
const MOST_AGAIN = 2

/**
 * Runs one project, showing vitest's own output. One or two files of a driven suite that failed are run once more by
 * themselves: what passes then is no failure, but named as flaky to whoever reads the end (docs/decisions/0067).
 */
export async function runProject(name, env) {
  const { report, code } = await runVitest(name, [], env)
  const tally = tallyVitest(report, code)
  const files = brokenFiles(report)
  const isAccident = files.length > 0 && files.length <= MOST_AGAIN
  if (!DRIVEN.includes(name) || !isAccident || process.env.LONG) return tally
  say(yellow(`Once more, by themselves: ${files.map(fileName).join(', ')}`))
  const again = await runVitest(`${name}-again`, files, env, name)
  return withSecondRun(tally, tallyVitest(again.report, again.code))
}

async function runVitest(reportName, files, env, project = reportName) {
  const path = reportPath(reportName)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`]
  const { code, stopped } = await runCommand(
    'vitest',
    ['run', '--project', project, ...reporters, ...files],
    { env: toolEnv(env), limit: LONGEST_MINUTES * 60_000 },
  )
  if (stopped) say(red(`Suite ${project} was stopped after ${LONGEST_MINUTES} minutes.`))
  return { report: readReport(path), code }
}

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}
