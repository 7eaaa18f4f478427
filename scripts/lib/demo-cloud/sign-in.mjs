import { setTimeout as wait } from 'node:timers/promises'
import { ask, failure, within } from '../extension-page.mjs'
import { readRow } from '../read-library.mjs'

const LIMIT = 60_000
const POLL = 100

/**
 * Chooses the project and signs in through the window of the provider, as its user does.
 * @param {{ browser: import('puppeteer-core').Browser, control: import('puppeteer-core').Page }} session
 */
export async function signInAs(session, { url, keys }, name) {
  const { browser, control } = session
  const project = await ask(control, 'use-project', { url, key: keys.publishable })
  if (!project.ok) throw failure(project.reason, `the project was refused: ${project.reason}`)
  const opened = browser.waitForTarget((target) => target.url().includes('/provider/'), {
    timeout: LIMIT,
  })
  // The answer is lost where another library opens and the page that asks loads anew.
  const answer = ask(control, 'sign-in', { provider: 'github', takesOver: true }).catch(() => null)
  const page = await (await opened).asPage()
  await page.waitForSelector('input[name=typed]')
  await page.type('input[name=typed]', name)
  await page.click('button[name=go]')
  const said = await answer
  if (said && !said.ok) throw failure(said.reason, `the sign-in was refused: ${said.reason}`)
  await until(session, 'the session', () => readRow(control, 'replica', 'cursor'))
}

/** Waits until `check` gives something; it may fail while a page loads, but not once its browser is closed. */
export async function until({ browser }, what, check, { limit = LIMIT, every = POLL } = {}) {
  const end = performance.now() + limit
  for (;;) {
    const found = await within(limit, check(), what).catch(() => undefined)
    if (found) return found
    if (!browser.connected) throw failure('closed', 'the browser was closed')
    if (performance.now() > end)
      throw failure('timeout', `${what} did not come in ${limit / 1000} s`)
    await wait(every)
  }
}
