import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { difference } from '../support/picture.ts'
import { launchWhole, positions, type WholeBrowser } from '../support/whole-browser.ts'
import { WHOLE_PAGES } from '../support/whole-pages.ts'
import { beginWhole, completeRow, stitched } from '../support/whole-picture.ts'

const names = Object.keys(WHOLE_PAGES)
let whole: WholeBrowser

describe.each([
  ['1', []],
  ['1.5', ['--force-device-scale-factor=1.5']],
  ['2', ['--force-device-scale-factor=2']],
])('the picture of a whole page at %s device pixels per pixel', (scale, args) => {
  beforeAll(async () => {
    whole = await launchWhole(args)
  })
  afterAll(() => whole.close())

  const chosen = scale === '1' ? names : ['plain', 'fixed header and footer']
  it.each(chosen)('is that of the page in one piece: %s', async (name) => {
    const page = await whole.open(name)
    await page.evaluate(() => scrollTo({ top: 431, behavior: 'instant' }))
    // Where the page snaps, if it does.
    const before = await positions(page)
    const row = await completeRow(whole.extension, await beginWhole(whole.extension, page))
    expect(row.notices).toEqual([])
    expect(await positions(page)).toEqual(before)
    const live = await whole.inOnePiece(name, page)
    expect(difference(await stitched(whole.extension, row), live)).toBe(0)
    await page.close()
  })
})
