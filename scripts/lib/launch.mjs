import { outputOf } from './build.mjs'
import { complaint } from './complaint.mjs'
import { ensureBrowser } from './install-browser.mjs'

const QUIET_FLAGS = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-search-engine-choice-screen',
]

const HEADLESS_FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--hide-scrollbars',
  '--mute-audio',
  '--noerrdialogs',
  // Containers have a small /dev/shm, and tabs crash when it is full.
  '--disable-dev-shm-usage',
  '--enable-unsafe-extension-debugging',
]

/**
 * Starts a browser with the extension in it.
 * @param {{ mode: 'production' | 'granted', headless: boolean, profile?: string,
 *   viewport?: { width: number, height: number }, args?: string[], outlivesSignals?: boolean }} options without a
 *   profile a fresh one is used and removed afterwards; `args` are more flags; with `outlivesSignals` Ctrl+C is left to
 *   whoever has more to end than a browser
 * @returns {Promise<{ browser: import('puppeteer-core').Browser, id: string }>} `id` is the extension's
 */
export async function launchWithExtension(options) {
  const executablePath = await ensureBrowser('chromium')
  const browser = await startBrowser(executablePath, options)
  // Loaded through the protocol: branded Chrome has ignored --load-extension since 137.
  const id = await browser.installExtension(outputOf({ browser: 'chrome', mode: options.mode }))
  await assertRuns(browser, id, executablePath)
  return { browser, id }
}

async function startBrowser(executablePath, options) {
  const { default: puppeteer } = await import('puppeteer-core')
  const launch = (extra) =>
    puppeteer.launch({
      executablePath,
      headless: options.headless,
      pipe: true,
      enableExtensions: true,
      // Emulating a viewport would also fake focus and change what the extension photographs.
      defaultViewport: null,
      ...(options.outlivesSignals
        ? { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false }
        : {}),
      ...(options.profile ? { userDataDir: options.profile } : {}),
      ignoreDefaultArgs: options.headless ? [] : ['--enable-automation'],
      args: [...flagsFor(options), ...(options.args ?? []), ...extra],
      protocolTimeout: 180_000,
    })
  const root = process.getuid?.() === 0
  try {
    return await launch(root ? ['--no-sandbox'] : [])
  } catch (error) {
    // Containers and some distributions forbid the user namespaces that the sandbox is made of.
    if (!root && /sandbox/i.test(String(error))) return launch(['--no-sandbox'])
    throw complaint(`${executablePath} did not start: ${error.message}`)
  }
}

function flagsFor({ headless, viewport }) {
  if (!headless) return QUIET_FLAGS
  const { width, height } = viewport ?? { width: 1280, height: 800 }
  // The headless screen is 800 × 600 unless told otherwise, and no window is larger than its screen.
  const screen = `--screen-info={${width + 200}x${height + 300}}`
  return [...QUIET_FLAGS, ...HEADLESS_FLAGS, screen]
}

async function assertRuns(browser, id, executablePath) {
  const ours = (target) =>
    target.type() === 'service_worker' && target.url().startsWith(`chrome-extension://${id}/`)
  try {
    await browser.waitForTarget(ours, { timeout: 20_000 })
  } catch {
    await browser.close()
    throw complaint(
      `${executablePath} did not run the extension. A company policy may forbid it; name another browser with LINKSHOT_CHROMIUM.`,
    )
  }
}
