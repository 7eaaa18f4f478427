import { toAddress } from './address.mjs'
import { ensureBuilt } from './build.mjs'
import { ask, openExtensionPage } from './extension-page.mjs'
import { launchWithExtension } from './launch.mjs'
import { green, red, say } from './log.mjs'

/**
 * Opens a browser window with what ships and stays until it is closed. The extension has only what it
 * has after a plain install: given links wait until the reader allows it to open pages.
 */
export async function startWindow({ urls, profile }) {
  await ensureBuilt({ browser: 'chrome', mode: 'production' })
  const { browser, id } = await launchWithExtension({
    mode: 'production',
    headless: false,
    profile,
  })
  const closed = new Promise((resolve) => browser.once('disconnected', resolve))
  const library = await openExtensionPage(browser, id, 'library.html')
  for (const typed of urls) await addLink(library, typed)
  say(
    `\nLinkshot is running. ${profile ? `Profile: ${profile}.` : 'Its profile is removed at the end.'}`,
  )
  say('Close the browser or press Ctrl-C to end.')
  await closed
  return 0
}

async function addLink(library, typed) {
  const address = toAddress(typed)
  try {
    if (address.error) throw new Error(address.error.message)
    const data = { urls: [address.url], tags: [], capture: true }
    const { lines } = await ask(library, 'add-links', data)
    if (lines[0].reason) throw new Error(lines[0].reason)
    const waits =
      lines[0].capture === 'needs-permission' ? ' (its page waits for your permission)' : ''
    say(`${green('✓')} ${address.url}${waits}`)
  } catch (error) {
    say(`${red('✗')} ${typed}: ${error.message}`)
  }
}
