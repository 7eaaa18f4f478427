import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../../scripts/lib/run-command.mjs'
import { findSingleFile } from '../../tests/fidelity/run/single-file.ts'
import { CHROMIUM } from '../../tests/support/extension.ts'

/** A page of thousands of elements takes it a good while. */
const LIMIT = 180_000

/** single-file-cli's executable (AGPL, so only ever run), undefined where it isn't here. */
export function findPeer() {
  const named = process.argv.find((each) => each.startsWith('--peers='))?.slice('--peers='.length)
  return findSingleFile(named ?? process.env.LINKSHOT_SINGLE_FILE ?? '')
}

/**
 * What SingleFile takes for a page once it is loaded, in ms: with its own settings, and without waiting for
 * lazy images.
 */
export async function timePeer(command, url) {
  const peer = await capturing(command, url, [])
  return { peer, peerImpatient: await capturing(command, url, ['--load-deferred-images=false']) }
}

/** It writes a log of when it did what. */
async function capturing(command, url, options) {
  const folder = mkdtempSync(join(tmpdir(), 'linkshot-bench-'))
  const log = join(folder, 'log.txt')
  const sandbox = process.getuid?.() === 0 ? ['--browser-arg=--no-sandbox'] : []
  const args = [
    ...['--browser-executable-path', CHROMIUM, ...sandbox, '--debug-messages-file', log],
    ...['--browser-capture-max-time', String(LIMIT), ...options, url, join(folder, 'page.html')],
  ]
  const { output } = await runCommand(command, args, { quiet: true, limit: 2 * LIMIT })
  try {
    if (!existsSync(log)) throw new Error(`SingleFile did not save ${url}: ${output}`)
    return timeOf(readFileSync(log, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** From the line that says it begins to the next one. */
export function timeOf(log) {
  const lines = log.split('\n').filter(Boolean)
  const at = lines.findIndex((line) => line.includes('Capturing page'))
  const [begun, ended] = [lines[at], lines[at + 1]].map((line) =>
    Date.parse(/\[(.*?)\]/.exec(line)?.[1]),
  )
  return ended - begun
}
