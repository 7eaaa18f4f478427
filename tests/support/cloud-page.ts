import type { Page } from 'puppeteer-core'
import { enter } from './cloud.ts'
import { type Extension, until } from './extension.ts'

/** Types a project into the form and presses its button. */
export async function connect(page: Page, url: string, key: string): Promise<void> {
  await fill(page, '[data-role=project-url]', url)
  await fill(page, '[data-role=project-key]', key)
  await page.click('[data-action=connect]')
}

async function fill(page: Page, selector: string, text: string): Promise<void> {
  const field = await page.waitForSelector(`${selector}:not([disabled])`)
  await field?.click({ count: 3 })
  await field?.type(text)
}

/** Presses a provider's button. @returns the provider's page, in the window that opens */
export async function openProvider(
  { browser }: Extension,
  page: Page,
  provider = 'github',
): Promise<Page> {
  const opened = browser.waitForTarget((target) => target.url().includes('/provider/'))
  await pressProvider(page, provider)
  const window = await (await opened).asPage()
  await window.waitForSelector('[name=deny]')
  return window
}

/** Presses a provider's button, whatever opens then. */
export async function pressProvider(page: Page, provider = 'github'): Promise<void> {
  const button = `[data-action=sign-in][data-provider=${provider}]:not([disabled])`
  await page.waitForSelector(button)
  await page.bringToFront()
  await page.click(button)
}

/** Signs in as somebody, as a user does, and waits until the account is shown. */
export async function signInOnPage(extension: Extension, page: Page, name: string): Promise<void> {
  await enter(await openProvider(extension, page), name)
  await shown(page, '[data-role=cloud][data-state=signed-in]')
}

/** Waits until an element is there, on a page that loads anew meanwhile as another library opens. */
export async function shown(page: Page, selector: string): Promise<void> {
  await until(selector, () => page.$(selector).catch(() => null))
}

export interface ShownFault {
  reason: string
  text: string
  /** The address that is to be copied, '' for none. */
  address: string
}

/** What is said to be in the way, once it is. */
export async function faultOn(page: Page, reason: string): Promise<ShownFault> {
  const shown = await page.waitForSelector(`[data-role=fault][data-reason=${reason}]`)
  if (!shown) throw new Error('no fault')
  return shown.evaluate((element) => ({
    reason: element.getAttribute('data-reason') ?? '',
    text: element.querySelector('p')?.textContent ?? '',
    address: element.querySelector('code')?.textContent ?? '',
  }))
}
