/**
 * Opens a window of its own, because only a visible tab's page runs as a reader sees it.
 * @returns {Promise<{ page: import('puppeteer-core').Page, tabId: number }>}
 */
export async function openWindow(session) {
  // The fragment finds the page that belongs to the tab; both stay tied through every redirect.
  const blank = `about:blank#linkshot-${crypto.randomUUID()}`
  const size = outerSize(session)
  const { tabId, windowId } = await session.control.evaluate(
    async (url, size) => {
      const opened = await chrome.windows.create({ url, focused: true, ...size })
      return { tabId: opened.tabs[0].id, windowId: opened.id }
    },
    blank,
    size,
  )
  const target = await session.browser.waitForTarget((each) => each.url() === blank, {
    timeout: 15_000,
  })
  const page = await target.page()
  // An alert would hold the page, and with it the script that reads it.
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}))
  await fitWindow(session, page, windowId, size)
  return { page, tabId }
}

const outerSize = ({ viewport, frame }) => ({
  width: viewport.width + frame.width,
  height: viewport.height + frame.height,
})

/**
 * A window is asked for with its tabs and toolbar, which a page can't measure before there is one: the
 * first is corrected, the others open right.
 */
async function fitWindow(session, page, windowId, outer) {
  const inner = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  const { viewport } = session
  if (inner.width === viewport.width && inner.height === viewport.height) return
  session.frame = { width: outer.width - inner.width, height: outer.height - inner.height }
  await session.control.evaluate(
    (id, size) => chrome.windows.update(id, size),
    windowId,
    outerSize(session),
  )
  await page
    .waitForFunction(
      (w, h) => innerWidth === w && innerHeight === h,
      { timeout: 5000, polling: 50 },
      viewport.width,
      viewport.height,
    )
    .catch(() => {})
}
