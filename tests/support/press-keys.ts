import type { KeyInput, Page } from 'puppeteer-core'

/** Presses keys one after the other; 'Shift+ArrowDown' and the like are one. */
export async function pressKeys(page: Page, ...keys: string[]): Promise<void> {
  for (const each of keys) {
    const parts = each.split('+') as KeyInput[]
    const last = parts.pop() as KeyInput
    for (const key of parts) await page.keyboard.down(key)
    await page.keyboard.press(last)
    for (const key of parts.reverse()) await page.keyboard.up(key)
  }
}
