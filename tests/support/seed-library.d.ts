/** Types of what tests borrow from the scripts, which are plain JavaScript. */
declare module '*/scripts/lib/seed-library.mjs' {
  import type { Page } from 'puppeteer-core'

  export function seedLibrary(
    page: Page,
    count: number,
    options?: { tags?: number; drawn?: boolean },
  ): Promise<void>
}
