import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { complaint } from './complaint.mjs'
import { lockIsCurrent, lockMatches } from './lock-match.mjs'
import { say, seconds } from './log.mjs'
import { ROOT } from './paths.mjs'
import { runCommand } from './run-command.mjs'

const OLDEST_NODE = 20

/** Brings node_modules to what package-lock.json says; does nothing where it is so already. */
export async function ensureInstalled() {
  assertNode()
  if (isInstalled()) return
  say('Installing packages…')
  const { code, output, ms } = await installPackages()
  if (code !== 0) throw complaint(installFailure(output))
  say(`Packages installed in ${seconds(ms)}.`)
}

function assertNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < OLDEST_NODE)
    throw complaint(
      `Linkshot needs Node ${OLDEST_NODE} or newer, this is ${process.versions.node}: https://nodejs.org`,
    )
}

function isInstalled() {
  const wanted = readJson('package-lock.json')
  return lockMatches(wanted, readJson('node_modules/.package-lock.json'))
}

// The level is said because `npm test --silent` hands its own down, and a failure would have no words.
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error']

/**
 * `npm ci`, which refuses a lock file that lacks other systems' optional packages (npm leaves them out
 * where the registry did not have them). If the lock file is current otherwise, a plain install that
 * saves nothing takes the same versions.
 */
async function installPackages() {
  const strict = await runCommand('npm', ['ci', ...QUIET], { quiet: true })
  const isCurrent = lockIsCurrent(readJson('package.json'), readJson('package-lock.json'))
  if (strict.code === 0 || !isOutOfSync(strict.output) || !isCurrent) return strict
  return runCommand('npm', ['install', '--no-save', ...QUIET], { quiet: true })
}

const isOutOfSync = (output) => /in sync|EUSAGE/.test(output)

function readJson(name) {
  const path = join(ROOT, name)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

/** What a failed install comes down to, with npm's own first words below. */
export function installFailure(output) {
  const errors = output.split('\n').filter((line) => /\S/.test(line) && !/^npm warn/.test(line))
  const words = errors.slice(0, 12).join('\n')
  if (isOutOfSync(output))
    return `package-lock.json does not fit package.json. Run "npm install" once and commit the lock file.\n\n${words}`
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED/.test(output))
    return `npm can't reach its registry. Check the connection (or "npm config get registry") and run this again.\n\n${words}`
  if (/EACCES|EPERM/.test(output))
    return `npm may not write to ${ROOT}/node_modules. Remove that folder or take ownership of it.\n\n${words}`
  return `The packages could not be installed:\n\n${words}`
}
