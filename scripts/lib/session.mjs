import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ask, openExtensionPage } from './extension-page.mjs'
import { ensureCjkFont } from './install-browser.mjs'
import { launchWithExtension } from './launch.mjs'
import { watchDownloads } from './watch-downloads.mjs'

/**
 * A browser with the granted build, without a window unless one is asked for, ready to keep pages. Granted, because
 * nobody can answer the permission prompt here.
 * @param {{ viewport: { width: number, height: number }, profile?: string, outlivesSignals?: boolean,
 *   headless?: boolean }} options
 */
export async function openSession({ viewport, profile, outlivesSignals, headless = true }) {
  await ensureBuilt({ browser: 'chrome', mode: 'granted' })
  await ensureCjkFont()
  const { browser, id } = await launchWithExtension({
    mode: 'granted',
    headless,
    viewport,
    profile,
    outlivesSignals,
  })
  const control = await openExtensionPage(browser, id, 'library.html')
  await ask(control, 'set-setting', { key: 'screenshotFormat', value: 'png' })
  const downloads = mkdtempSync(join(tmpdir(), 'linkshot-'))
  const watcher = await watchDownloads(browser, downloads)
  return {
    browser,
    id,
    control,
    watcher,
    frame: { width: 0, height: 0 },
    viewport,
    close: async () => {
      await browser.close()
      rmSync(downloads, { recursive: true, force: true })
    },
  }
}
