import type { Page } from 'puppeteer-core'
import type { Extension } from './extension.ts'
import { settledPicture } from './picture.ts'

const FRAME = 'iframe[data-role="page"]'

/** Opens a snapshot in the viewer, the kept page exactly as large as the live one was. */
export async function openInViewer(
  extension: Extension,
  snapshot: string,
  size: { width: number; height: number },
): Promise<Page> {
  const viewer = await extension.browser.newPage()
  await viewer.setViewport({ width: size.width, height: size.height + 200 })
  await viewer.goto(extension.url(`viewer.html?snapshot=${snapshot}`))
  await viewer.waitForSelector(`${FRAME}[data-ready="true"]`)
  const box = await (await viewer.$(FRAME))?.boundingBox()
  if (!box) throw new Error('the kept page has no box')
  const above = size.height + 200 - box.height
  await viewer.setViewport({
    width: size.width + (size.width - Math.round(box.width)),
    height: size.height + Math.round(above),
  })
  await new Promise((resolve) => setTimeout(resolve, 400))
  return viewer
}

/** A picture of the kept page alone. */
export async function pictureOfKept(viewer: Page): Promise<Uint8Array> {
  const frame = await viewer.$(FRAME)
  if (!frame) throw new Error('no kept page')
  return settledPicture(() => frame.screenshot())
}
