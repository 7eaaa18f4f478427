import { BUILDS, ensureBuilt } from './lib/build.mjs'
import { complaint, runMain } from './lib/complaint.mjs'
import { ensureBrowser, ensureCjkFont, ensurePostgres } from './lib/install-browser.mjs'
import { bold, dim, green, red, say, seconds, yellow } from './lib/log.mjs'
import { ensureTools } from './lib/modern-node.mjs'
import { runCommand, toolEnv } from './lib/run-command.mjs'
import { addTallies, emptyTally, lastLine, tallyStep } from './lib/tally.mjs'
import { listProjects, runProject } from './lib/vitest-projects.mjs'

/** `npm test`, or `npm test -- unit page` for some suites only. */
const wanted = process.argv.slice(2)
const isWanted = (suite) => wanted.length === 0 || wanted.includes(suite)
const needsBuilds = wanted.length === 0 || wanted.some((suite) => suite !== 'check')

const CHECKS = [
  ['prepare', 'wxt', ['prepare']],
  ['lint', 'biome', ['check', '--error-on-warnings']],
  ['types', 'tsc', ['--noEmit']],
  ['unused code', 'knip', []],
]

let total = emptyTally()

/** Runs one step as one test; its error, if any, is shown and counted, never thrown. */
async function step(name, body) {
  const started = performance.now()
  const error = await body().then(
    () => undefined,
    (cause) => cause,
  )
  const time = dim(seconds(performance.now() - started))
  say(`${error ? red('✗') : green('✓')} ${name} ${time}`)
  if (error) say(error.complaint ? error.message : (error.stack ?? String(error)))
  total = addTallies(total, tallyStep(!error, name))
  return !error
}

async function checked(command, args) {
  const { code, output } = await runCommand(command, args, { env: toolEnv(), quiet: true })
  if (code !== 0) throw complaint(output.trim())
}

async function runChecks() {
  if (!isWanted('check')) return
  say(bold('\nCheck'))
  for (const [name, command, args] of CHECKS) await step(name, () => checked(command, args))
}

/** What the suites drive: browsers, whose paths are handed on as environment, and PostgreSQL. */
async function findPrograms() {
  say(bold('\nPrograms'))
  const env = {}
  await step('Chromium', async () => {
    env.LINKSHOT_CHROMIUM = await ensureBrowser('chromium')
  })
  await step('Firefox', async () => {
    env.LINKSHOT_FIREFOX = await ensureBrowser('firefox')
  })
  await ensureCjkFont()
  if (isWanted('database')) await step('PostgreSQL', ensurePostgres)
  return env
}

async function buildAll() {
  say(bold('\nBuild'))
  for (const build of BUILDS) await step(`${build.browser} ${build.mode}`, () => ensureBuilt(build))
}

async function runProjects(env) {
  let projects = []
  await step('list of suites', async () => {
    projects = await listProjects()
    if (projects.length === 0) throw complaint('vitest found no test')
    const unknown = wanted.filter((name) => name !== 'check' && !projects.includes(name))
    // Else a mistyped name would run nothing and pass.
    if (unknown.length > 0)
      throw complaint(`no suite ${unknown}; there are: check ${projects.join(' ')}`)
  })
  for (const project of projects.filter(isWanted)) {
    say(bold(`\nSuite ${project}`))
    const started = performance.now()
    const tally = await runProject(project, env)
    const skipped = tally.skipped ? `, ${tally.skipped} skipped` : ''
    say(`${project}: ${lastLine(tally)}${skipped} ${dim(seconds(performance.now() - started))}`)
    const named = (failure) => `${project}: ${failure}`
    const failures = tally.failures.map(named)
    total = addTallies(total, { ...tally, failures, flaky: tally.flaky.map(named) })
  }
}

async function runSuites() {
  const env = await findPrograms()
  await buildAll()
  await runProjects(env)
}

await runMain(async () => {
  const started = performance.now()
  await step('packages', ensureTools)
  if (total.failed === 0) {
    await runChecks()
    if (needsBuilds) await runSuites()
  }
  for (const test of total.flaky) say(yellow(`! flaky, passed by itself: ${test}`))
  for (const failure of total.failures) say(red(`✗ ${failure}`))
  say(dim(`\n${seconds(performance.now() - started)} in all`))
  say(lastLine(total))
  return total.failed === 0 ? 0 : 1
})
