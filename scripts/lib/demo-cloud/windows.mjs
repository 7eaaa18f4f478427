import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ask, openExtensionPage } from '../extension-page.mjs'
import { say, seconds } from '../log.mjs'
import { ROOT } from '../paths.mjs'
import { serveFolder } from '../serve-folder.mjs'
import { keepInBoth } from './keep-in-both.mjs'
import { USER, withTwoBrowsers } from './two-browsers.mjs'

/** How often both look for news here; else it is every five minutes. */
const LOOK_MS = 3000

/** Two windows that stay until Ctrl+C or until both are closed. */
export const demoWindows = () =>
  withTwoBrowsers({ headless: false }, async (demo) => {
    const { standIn, first, second, stopped } = demo
    const site = await serveFolder(join(ROOT, 'scripts', 'sample-site'))
    try {
      const { snapshot, appeared } = await keepInBoth(demo, `${site.origin}/garden.html`)
      say(`“${snapshot.title}” was kept in one and in the other after ${seconds(appeared)}.`)
      say(moreBrowsers(standIn))
      await openExtensionPage(first.browser, first.id, 'options.html#cloud')
      await Promise.race([stopped, bothLook(first, second)])
      return 0
    } finally {
      site.close()
    }
  })

const moreBrowsers = ({ url, keys }) => `
Keep pages, tag or delete in either; both look for news every ${LOOK_MS / 1000} seconds here.
To try more browsers, load Linkshot in them, and in its settings, Cloud, give

  address   ${url}
  key       ${keys.publishable}

and sign in as ${USER}. Press Ctrl-C to end; all of it is removed then.`

/** Until both browsers are closed. */
async function bothLook(...sessions) {
  const isOpen = ({ browser }) => browser.connected
  while (sessions.some(isOpen)) {
    // A page of theirs may be closed, or a browser just be closing.
    for (const session of sessions.filter(isOpen)) await look(session).catch(() => {})
    await wait(LOOK_MS)
  }
}

async function look(session) {
  if (session.control.isClosed()) {
    session.control = await openExtensionPage(session.browser, session.id, 'library.html')
  }
  await ask(session.control, 'sync-now', {})
}
