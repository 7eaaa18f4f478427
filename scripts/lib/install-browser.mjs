import { findPostgres } from '../../supabase/local/find-postgres.mjs'
import { complaint } from './complaint.mjs'
import { findBrowser } from './find-browser.mjs'
import { say } from './log.mjs'
import { runCommand } from './run-command.mjs'

const APT = ['-y', '-o', 'DPkg::Lock::Timeout=300', '--no-install-recommends']

/** System package managers that can install a browser without a question, and how. */
const MANAGERS = [
  {
    tool: 'apt-get',
    root: true,
    before: ['apt-get', 'update'],
    install: ['apt-get', 'install', ...APT],
    packages: {
      chromium: 'chromium',
      firefox: 'firefox-esr',
      cjk: 'fonts-noto-cjk',
      postgres: 'postgresql',
    },
  },
  {
    tool: 'dnf',
    root: true,
    install: ['dnf', 'install', '-y'],
    packages: {
      chromium: 'chromium',
      firefox: 'firefox',
      cjk: 'google-noto-sans-cjk-fonts',
      postgres: 'postgresql-server',
    },
  },
  {
    tool: 'pacman',
    root: true,
    install: ['pacman', '-Sy', '--noconfirm', '--needed'],
    packages: {
      chromium: 'chromium',
      firefox: 'firefox',
      cjk: 'noto-fonts-cjk',
      postgres: 'postgresql',
    },
  },
  {
    tool: 'apk',
    root: true,
    install: ['apk', 'add'],
    packages: {
      chromium: 'chromium',
      firefox: 'firefox',
      cjk: 'font-noto-cjk',
      postgres: 'postgresql',
    },
  },
  {
    tool: 'brew',
    root: false,
    install: ['brew', 'install', '--cask'],
    packages: { chromium: 'chromium', firefox: 'firefox', cjk: 'font-noto-sans-cjk' },
  },
]

/**
 * Path of a browser; installs one where there is none and the system allows it.
 * @param {'chromium' | 'firefox'} kind
 */
export async function ensureBrowser(kind) {
  const found = findBrowser(kind)
  if (found) return found
  const refused = await installPackage(kind)
  const path = findBrowser(kind)
  if (path) return path
  throw complaint(`${ADVICE[kind]}${refused ? `\n\n${refused}` : ''}`)
}

/** Without a Chinese font such pages are drawn as boxes; a picture then shows nothing. */
export async function ensureCjkFont() {
  if (process.platform !== 'linux') return
  const { code, output } = await runCommand('fc-list', [':lang=zh'], { quiet: true })
  if (code !== 0 || output.trim() === '') await installPackage('cjk')
}

/** The database suite runs on a PostgreSQL of its own; installs one where there is none and the system allows it. */
export async function ensurePostgres() {
  if (findPostgres()) return
  const refused = await installPackage('postgres')
  if (!findPostgres()) throw complaint(`${ADVICE.postgres}${refused ? `\n\n${refused}` : ''}`)
}

const ADVICE = {
  chromium:
    'No Chromium, Chrome or Edge was found. Install one (Debian: "sudo apt-get install chromium", macOS: "brew install --cask chromium", Windows: Edge is part of it), or name one with LINKSHOT_CHROMIUM=/path/to/it.',
  firefox:
    'No Firefox was found; the tests need it. Install it (Debian: "sudo apt-get install firefox-esr", macOS: "brew install --cask firefox", https://www.mozilla.org/firefox elsewhere), or name it with LINKSHOT_FIREFOX=/path/to/it.',
  postgres:
    'No PostgreSQL 15 or later was found; the tests of the database need it. Install it (Debian: "sudo apt-get install postgresql", macOS: "brew install postgresql@17"), or name the folder of its programs with LINKSHOT_POSTGRES.',
}

/**
 * Installs one package by the system's manager.
 * @param {'chromium' | 'firefox' | 'cjk' | 'postgres'} what
 * @returns {Promise<string>} why it could not be done, '' if it was
 */
async function installPackage(what) {
  const manager = await presentManager()
  if (!manager?.packages[what]) return 'No package manager that this script knows has it.'
  const prefix = await rights(manager)
  if (!prefix) return `Installing by ${manager.tool} needs root or sudo without a password.`
  const [command, ...rest] = [...prefix, ...manager.install, manager.packages[what]]
  say(`Installing ${manager.packages[what]} (${manager.tool})…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  if (manager.before) {
    const [first, ...args] = [...prefix, ...manager.before]
    await runCommand(first, args, { env, quiet: true })
  }
  const { code, output } = await runCommand(command, rest, { env, quiet: true })
  return code === 0 ? '' : output.trim().split('\n').slice(-5).join('\n')
}

async function presentManager() {
  if (process.platform === 'win32') return undefined
  for (const manager of MANAGERS) {
    const { code } = await runCommand('sh', ['-c', `command -v ${manager.tool}`], { quiet: true })
    if (code === 0) return manager
  }
  return undefined
}

/** The words to put before a command so that it may install, or undefined if it may not. */
async function rights(manager) {
  if (!manager.root || process.getuid?.() === 0) return []
  const { code } = await runCommand('sudo', ['-n', 'true'], { quiet: true })
  return code === 0 ? ['sudo', '-n'] : undefined
}
