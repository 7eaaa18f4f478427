import type { ElementHandle, Page } from 'puppeteer-core'
import type { Step } from './declared.ts'
import { documentIn, findElement } from './find-element.ts'

/** Does what a reader of the page would, in order. */
export async function doSteps(page: Page, steps: Step[]): Promise<void> {
  for (const step of steps) {
    await doStep(page, step)
    await twoFrames(page)
  }
  // A kept page has no mouse over it.
  const stays = steps.length === 0 || steps.some((step) => 'hover' in step)
  if (!stays) await page.mouse.move(0, 0)
}

async function doStep(page: Page, step: Step): Promise<void> {
  if ('key' in step) await page.keyboard.press(step.key as 'Enter')
  else if ('scroll' in step) await scroll(page, step.scroll)
  else if ('wait' in step) await page.waitForFunction(step.wait)
  else if ('type' in step) await (await element(page, step.type[0])).type(step.type[1])
  else if ('select' in step) await choose(page, step.select)
  else if ('hover' in step) await (await element(page, step.hover)).hover()
  else if ('focus' in step) await (await element(page, step.focus)).focus()
  else await (await element(page, step.click)).click()
}

async function choose(page: Page, [address, ...values]: [string, ...string[]]): Promise<void> {
  await (await element(page, address)).select(...values)
}

const element = async (page: Page, address: string): Promise<ElementHandle> =>
  findElement(await documentIn(page), address)

type Scroll = [x: number, y: number] | [selector: string, x: number, y: number]

async function scroll(page: Page, to: Scroll): Promise<void> {
  const [address, x, y] = to.length === 2 ? ['', ...to] : to
  if (address === '')
    await page.evaluate((left, top) => scrollTo({ left, top, behavior: 'instant' }), x, y)
  else
    await (await element(page, address)).evaluate(
      (box, left, top) => box.scrollTo({ left, top, behavior: 'instant' }),
      x,
      y,
    )
}

/** Long enough for styles, layout and what observers make of it. */
export async function twoFrames(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        // A tab that is not drawn gets no frames.
        setTimeout(resolve, 500)
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
      }),
  )
}
