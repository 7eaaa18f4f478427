import type { Page } from 'puppeteer-core'

const BUTTON = '[data-action="export-html"]:not([disabled])'

/**
 * The one file the viewer's own button saves, taken where it is handed to the browser: downloads don't
 * say which of several pages began them.
 */
export async function exportFile(viewer: Page): Promise<Buffer> {
  const button = await viewer.waitForSelector(BUTTON, { visible: false })
  if (!button) throw new Error('no button to export with')
  const base64 = await button.evaluate(catchSaved)
  return Buffer.from(base64, 'base64')
}

/** Runs in the viewer. */
function catchSaved(button: Element): Promise<string> {
  return new Promise((resolve, reject) => {
    let last: Blob | undefined
    const { createObjectURL } = URL
    URL.createObjectURL = (body) => {
      if (body instanceof Blob) last = body
      return createObjectURL.call(URL, body)
    }
    const { click } = HTMLAnchorElement.prototype
    HTMLAnchorElement.prototype.click = function () {
      if (!this.download || !last) return click.call(this)
      const reader = new FileReader()
      reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
      reader.onerror = () => reject(reader.error)
      reader.readAsDataURL(last)
    }
    setTimeout(() => reject(new Error('the export did not finish')), 60_000)
    ;(button as HTMLElement).click()
  })
}
