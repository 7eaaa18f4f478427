import { type Extension, until } from './extension.ts'
import { keepIn, openPopup } from './keep.ts'

/** A page that was kept by a click, and the size it was seen at. */
export interface KeptPage {
  snapshot: string
  size: { width: number; height: number }
}

/** Loads a page, keeps it through the popup and waits until it is complete. */
export async function keepPage(extension: Extension, url: string): Promise<KeptPage> {
  const page = await extension.browser.newPage()
  await page.goto(url, { waitUntil: 'networkidle0' })
  const popup = await openPopup(extension, page)
  await keepIn(popup)
  await popup.close()
  const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  await page.close()
  const row = await until(`a complete snapshot of ${url}`, async () => {
    const rows = await extension.rows('snapshots')
    return rows.find((each) => each['url'] === url && each['status'] === 'complete')
  })
  return { snapshot: String(row['uid']), size }
}
