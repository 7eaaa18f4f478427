import type { Page } from 'puppeteer-core'
import { twoFrames } from './do-steps.ts'

/** A page is ready when it is loaded, has its fonts, and its own promise, if it made one, is kept. */
export async function settlePage(page: Page): Promise<void> {
  await page.waitForFunction(() => document.readyState === 'complete', { polling: 20 })
  await page.evaluate(async () => {
    await document.fonts?.ready
    await (globalThis as { fidelityReady?: Promise<unknown> }).fidelityReady
  })
  await twoFrames(page)
}

/** All of a page that keeping it could change: one text to compare. */
export function stateOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const rules = (sheet: CSSStyleSheet) => {
      try {
        return [sheet.disabled, sheet.media.mediaText, ...[...sheet.cssRules].map((r) => r.cssText)]
      } catch {
        return [sheet.href]
      }
    }
    const roots = [...document.querySelectorAll('*')].flatMap((each) => each.shadowRoot ?? [])
    const sheets = [document, ...roots].map((root) =>
      [...root.styleSheets, ...(root.adoptedStyleSheets ?? [])].map(rules),
    )
    const scrolls = [...document.querySelectorAll('*')]
      .map((each) => [each.scrollLeft, each.scrollTop])
      .filter(([x, y]) => x || y)
    const html = [document.documentElement.outerHTML, ...roots.map((root) => root.innerHTML)]
    const active = document.activeElement
    const focus = active && [...document.querySelectorAll('*')].indexOf(active)
    const selection = String(document.getSelection())
    const place = [scrollX, scrollY, focus, selection]
    return JSON.stringify({ html, sheets, scrolls, place }, null, 1)
  })
}
