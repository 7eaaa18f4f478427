import type { Page } from 'puppeteer-core'
import type { Extension } from './extension.ts'

/** Waits for the page shown after the installation and closes it: a tab behind another draws nothing. */
export async function closeWelcome(extension: Extension): Promise<void> {
  const opened = await extension.browser.waitForTarget((target) =>
    target.url().endsWith('/welcome.html'),
  )
  await (await opened.page())?.close()
}

/** The popup over a page, once it knows what it is about. */
export async function openPopup(extension: Extension, page: Page): Promise<Page> {
  const popup = await extension.clickToolbar(page)
  await popup.waitForSelector('.popup:not([data-state=loading])')
  return popup
}

/** Keeps the page under an open popup and waits for the editor. */
export async function keepIn(popup: Page): Promise<void> {
  await popup.click('[data-action=keep]')
  await popup.waitForSelector('[data-state=kept][data-fresh=true] [data-role=title-field]')
}

/** Text of the first element a selector finds. */
export async function textOf(page: Page, selector: string): Promise<string> {
  await page.waitForSelector(selector)
  return page.$eval(selector, (element) => element.textContent)
}

/** Waits for an element that shows a text. */
export async function waitForText(page: Page, selector: string, text: string): Promise<void> {
  await page.waitForFunction(
    (where: string, what: string) =>
      [...document.querySelectorAll(where)].some((each) => each.textContent.includes(what)),
    {},
    selector,
    text,
  )
}
