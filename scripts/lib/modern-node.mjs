import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { complaint } from './complaint.mjs'
import { ensureInstalled } from './install.mjs'
import { ROOT } from './paths.mjs'
import { runCommand, toolEnv } from './run-command.mjs'

/** puppeteer-core needs it. */
const NEEDED = 22

/**
 * Installs what is missing, then runs `body` under Node 22 or newer: in this process if it is one, else
 * in the Node that was just installed with the packages.
 */
export async function underModernNode(body) {
  await ensureInstalled()
  return isModern() ? body() : respawn(await installedNode())
}

/** Packages and a Node that the tools run on. */
export async function ensureTools() {
  await ensureInstalled()
  if (!isModern()) await installedNode()
}

const isModern = () => Number(process.versions.node.split('.')[0]) >= NEEDED

/** The Node that came with the packages. It is fetched by an install script, which npm may hold back. */
async function installedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const node = join(ROOT, 'node_modules', 'node', 'bin', name)
  if (!existsSync(node)) await runCommand('npm', ['rebuild', 'node'], { quiet: true })
  if (existsSync(node)) return node
  throw complaint(
    `This needs Node ${NEEDED}, this is ${process.versions.node}. Newer Node usually comes with the packages, but npm's install scripts are off here: install Node ${NEEDED} from https://nodejs.org.`,
  )
}

function respawn(node) {
  // The child gets Ctrl-C from the terminal as well and ends by itself; this process waits for its code.
  process.on('SIGINT', () => {})
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit', env: toolEnv() })
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)))
}
