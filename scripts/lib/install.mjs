import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { complaint } from './complaint.mjs'
import { lockMatches } from './lock-match.mjs'
import { say, seconds } from './log.mjs'
import { ROOT } from './paths.mjs'
import { runCommand } from './run-command.mjs'

const OLDEST_NODE = 20

/** Brings node_modules to what package-lock.json says; does nothing where it is so already. */
export async function ensureInstalled() {
  assertNode()
  if (isInstalled()) return
  say('Installing packages (npm ci)…')
  const { code, output, ms } = await runCommand('npm', ['ci', '--no-audit', '--no-fund'], {
    quiet: true,
  })
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
  const wanted = readJson(join(ROOT, 'package-lock.json'))
  const installed = readJson(join(ROOT, 'node_modules', '.package-lock.json'))
  return lockMatches(wanted, installed)
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

/** What a failed `npm ci` comes down to, with npm's own words below. */
export function installFailure(output) {
  const tail = output.trim().split('\n').slice(-15).join('\n')
  if (/in sync|EUSAGE/.test(output))
    return `package-lock.json does not fit package.json. Run "npm install" once and commit the lock file.\n\n${tail}`
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED/.test(output))
    return `npm can't reach its registry. Check the connection (or "npm config get registry") and run this again.\n\n${tail}`
  if (/EACCES|EPERM/.test(output))
    return `npm may not write to ${ROOT}/node_modules. Remove that folder or take ownership of it.\n\n${tail}`
  return `npm ci failed:\n\n${tail}`
}
