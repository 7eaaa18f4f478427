import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../support/extension.ts'
import { launchWhole, positions, type WholeBrowser } from '../support/whole-browser.ts'
import { beginWhole, completeRow, progressOf } from '../support/whole-picture.ts'

let whole: WholeBrowser

beforeAll(async () => {
  whole = await launchWhole()
})
afterAll(() => whole.close())

it('a picture of a whole page leaves the page where it was when the worker is killed', async () => {
  const page = await whole.open('plain')
  await page.evaluate(() => scrollTo(0, 222))
  const uid = await beginWhole(whole.extension, page)
  await until(
    'the second strip',
    async () => ((await progressOf(whole.extension, uid))?.done ?? 0) > 1,
  )
  expect((await positions(page))[1]).not.toBe(222)
  await whole.extension.killWorker()
  await until('the scroll', async () => (await positions(page))[1] === 222)
  const row = await completeRow(whole.extension, uid, 110_000)
  expect(row).toMatchObject({ notices: [{ kind: 'picture-failed' }] })
  await page.close()
})
