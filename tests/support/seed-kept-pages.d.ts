/** Types of what tests borrow from the scripts, which are plain JavaScript. */
declare module '*/scripts/lib/seed-kept-pages.mjs' {
  import type { Page } from 'puppeteer-core'

  export function seedKeptPages(
    page: Page,
    options: { count: number; kilobytes?: number },
  ): Promise<void>
}
