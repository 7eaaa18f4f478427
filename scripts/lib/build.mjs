import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { complaint } from './complaint.mjs'
import { say, seconds } from './log.mjs'
import { ROOT } from './paths.mjs'
import { runCommand, toolEnv } from './run-command.mjs'
import { hashFiles } from './stamp.mjs'

/** Everything a build is made of. */
const SOURCES = [
  'entrypoints',
  'components',
  'utils',
  'locales',
  'public',
  'wxt.config.ts',
  'scripts/build',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

/** 'production' is what ships; 'granted' holds the optional permissions from the start. */
export const BUILDS = [
  { browser: 'chrome', mode: 'production' },
  { browser: 'chrome', mode: 'granted' },
  { browser: 'firefox', mode: 'production' },
  { browser: 'firefox', mode: 'granted' },
]

export const outputOf = ({ browser, mode }) => join(ROOT, '.output', `${browser}-mv3-${mode}`)

/**
 * Builds the extension unless the sources are those of the last build.
 * @param {{ browser: string, mode: string }} build
 * @returns {Promise<string>} the folder of the built extension
 */
export async function ensureBuilt(build) {
  const folder = outputOf(build)
  const hash = hashFiles(ROOT, SOURCES)
  if (readStamp(folder) === stampOf(folder, hash)) return folder
  say(`Building for ${build.browser} (${build.mode})…`)
  const args = ['build', '-b', build.browser, '--mv3', '--mode', build.mode]
  const { code, output, ms } = await runCommand('wxt', args, { env: toolEnv(), quiet: true })
  if (code !== 0) throw complaint(`The build failed:\n\n${output.trim()}`)
  mkdirSync(join(ROOT, '.output'), { recursive: true })
  writeFileSync(stampPath(folder), stampOf(folder, hash))
  say(`Built in ${seconds(ms)}.`)
  return folder
}

// Beside the folder, not in it: the folder is exactly what ships.
const stampPath = (folder) => `${folder}.stamp`

const readStamp = (folder) =>
  existsSync(stampPath(folder)) ? readFileSync(stampPath(folder), 'utf8') : ''

/** Sources and time of the build: a `wxt build` run by hand in between makes the stamp stale. */
function stampOf(folder, hash) {
  const manifest = statSync(join(folder, 'manifest.json'), { throwIfNoEntry: false })
  return `${hash} ${manifest?.mtimeMs ?? 'none'}`
}
