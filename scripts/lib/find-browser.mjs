import { existsSync } from 'node:fs'
import { posix, win32 } from 'node:path'

/** Chromium first: branded Chrome and Edge may be under a company's policy that forbids extensions. */
const LINUX = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ],
  firefox: ['firefox-esr', 'firefox'],
}

const MAC = {
  chromium: ['Chromium', 'Google Chrome', 'Microsoft Edge'],
  firefox: ['Firefox', 'Firefox ESR'],
}

const WINDOWS = {
  chromium: [
    'Chromium\\Application\\chrome.exe',
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ],
  firefox: ['Mozilla Firefox\\firefox.exe'],
}

const NAMED_BY = {
  chromium: ['LINKSHOT_CHROMIUM', 'CHROME_PATH'],
  firefox: ['LINKSHOT_FIREFOX'],
}

/**
 * Where a browser may be, most wanted first.
 * @param {'chromium' | 'firefox'} kind
 */
export function browserPaths(kind, platform = process.platform, env = process.env) {
  const named = NAMED_BY[kind].map((name) => env[name]).filter(Boolean)
  return [...named, ...usualPaths(kind, platform, env)]
}

function usualPaths(kind, platform, env) {
  if (platform === 'win32') {
    const bases = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean)
    return WINDOWS[kind].flatMap((path) => bases.map((base) => win32.join(base, path)))
  }
  if (platform === 'darwin') {
    const bases = ['/Applications', posix.join(env.HOME ?? '', 'Applications')]
    return MAC[kind].flatMap((app) =>
      bases.map((base) => `${base}/${app}.app/Contents/MacOS/${executableOf(app)}`),
    )
  }
  return linuxFolders(env).flatMap((folder) => LINUX[kind].map((name) => `${folder}/${name}`))
}

/** Snap's last: what comes from there can't read a profile in /tmp. */
function linuxFolders(env) {
  const folders = [...(env.PATH ?? '').split(':'), '/usr/bin', '/usr/local/bin']
  const usual = folders.filter((folder) => folder.startsWith('/') && !folder.startsWith('/snap'))
  return [...new Set([...usual, '/snap/bin'])]
}

const executableOf = (app) => (app.startsWith('Firefox') ? 'firefox' : app)

/** Path of an installed browser, or undefined. */
export function findBrowser(kind, exists = existsSync) {
  return browserPaths(kind).find((path) => exists(path))
}
