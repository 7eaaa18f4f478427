import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { complaint } from './complaint.mjs'
import { ensureInstalled } from './install.mjs'
import { ROOT } from './paths.mjs'
import { toolEnv } from './run-command.mjs'

/** puppeteer-core needs it. */
const NEEDED = 22

/**
 * Installs what is missing, then runs `body` under Node 22 or newer: in this process if it is one, else
 * in the Node that was just installed with the packages.
 */
export async function underModernNode(body) {
  await ensureInstalled()
  if (Number(process.versions.node.split('.')[0]) >= NEEDED) return body()
  return respawn()
}

function respawn() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const node = join(ROOT, 'node_modules', 'node', 'bin', name)
  if (!existsSync(node))
    throw complaint(
      `This needs Node ${NEEDED}. It comes with the packages unless npm's install scripts are off: run "npm rebuild node", or install Node ${NEEDED}.`,
    )
  // The child gets Ctrl-C from the terminal as well and ends by itself; this process waits for its code.
  process.on('SIGINT', () => {})
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit', env: toolEnv() })
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)))
}
