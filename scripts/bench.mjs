import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { complaint, runMain } from './lib/complaint.mjs'
import { say } from './lib/log.mjs'
import { underModernNode } from './lib/modern-node.mjs'
import { ROOT } from './lib/paths.mjs'
import { runCommand } from './lib/run-command.mjs'

const FOLDER = join(ROOT, 'bench')

const names = () =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => name.slice(0, -4))

/** Peers are packages of bench/ alone: nothing else needs them, so they are installed only here. */
async function installPeers() {
  const { dependencies = {} } = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8'))
  const missing = Object.keys(dependencies).some(
    (name) => !existsSync(join(FOLDER, 'node_modules', name)),
  )
  if (!missing) return
  say('Installing the peers…')
  const { code } = await runCommand('npm', ['install', '--no-audit', '--no-fund'], { cwd: FOLDER })
  if (code !== 0) throw complaint('The peers could not be installed.')
}

await runMain(() => {
  const [name, ...rest] = process.argv.slice(2)
  const known = names()
  const chosen = name ? [name] : known
  const unknown = rest.filter((each) => !each.startsWith('--peers='))
  if (unknown.length > 0 || !chosen.every((each) => known.includes(each)))
    throw complaint(
      `Usage: npm run bench [-- NAME [--peers=DIR]]\n\nNAME is one of: ${known.join(', ')}\nDIR has single-file-cli installed.`,
      2,
    )
  return underModernNode(async () => {
    await installPeers()
    for (const each of chosen) await import(pathToFileURL(join(FOLDER, `${each}.mjs`)).href)
    return 0
  })
})
