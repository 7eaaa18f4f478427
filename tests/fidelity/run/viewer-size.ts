import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'puppeteer-core'
import { KEPT_FRAME, type Size } from './subject.ts'

/** What the viewer's own bar takes of the window; learned from the first page. */
const around = { width: 0, height: 56 }

/** Gives the viewer's window such a size that the kept page's frame is as large as the live page was. */
export async function fitKeptPage(
  page: Page,
  size: Size,
  open: () => Promise<void>,
): Promise<void> {
  await page.setViewport(outer(size))
  await open()
  for (let tries = 0; tries < 40; tries++) {
    const box = await page.evaluate((css) => {
      const { width, height } =
        document.querySelector(css)?.getBoundingClientRect() ?? new DOMRect()
      return {
        width: Math.round(width),
        height: Math.round(height),
        outer: [innerWidth, innerHeight],
      }
    }, KEPT_FRAME)
    if (box.width === size.width && box.height === size.height) return
    if (tries % 10 === 0) {
      around.width = (box.outer[0] ?? 0) - box.width
      around.height = (box.outer[1] ?? 0) - box.height
      await page.setViewport(outer(size))
    }
    await wait(50)
  }
  throw new Error("the viewer's frame does not get the size of the live page")
}

const outer = ({ width, height }: Size): Size => ({
  width: width + around.width,
  height: height + around.height,
})
