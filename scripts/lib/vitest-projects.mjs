import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { red, say } from './log.mjs'
import { OUT } from './paths.mjs'
import { runCommand, toolEnv } from './run-command.mjs'
import { tallyVitest } from './tally.mjs'

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

/** Runs one project, showing vitest's own output. */
export async function runProject(name, env) {
  const report = reportPath(name)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code, stopped } = await runCommand('vitest', ['run', '--project', name, ...reporters], {
    env: toolEnv(env),
    limit: LONGEST_MINUTES * 60_000,
  })
  if (stopped) say(red(`Suite ${name} was stopped after ${LONGEST_MINUTES} minutes.`))
  return tallyVitest(readReport(report), code)
}

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}
