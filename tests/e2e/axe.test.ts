import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { LIBRARIES, OPTIONS, OTHER_PAGES, POPUPS } from '../support/screens.ts'
import { type Stage, setStage } from '../support/stage.ts'

/** A kept page is content: what its author left out is not ours to mend. */
const KEPT_PAGE = 'iframe[data-role="page"]'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())

describe.each([
  ['en', 'light'],
  ['zh_CN', 'dark'],
])('axe finds nothing serious in %s, %s, on', (language, theme) => {
  beforeAll(async () => {
    await stage.set('language', language)
    await stage.set('theme', theme)
  })

  it.each([...POPUPS, ...OTHER_PAGES, ...LIBRARIES, ...OPTIONS])('$name', async ({ open }) => {
    const page = await open(stage)
    expect(await axeFindings(page, [KEPT_PAGE])).toEqual([])
    await page.close()
  })
})

describe('axe itself', () => {
  it('finds what is wrong', async () => {
    const page = await stage.extension.open('welcome.html')
    await page.waitForSelector('main')
    await page.evaluate(() => {
      document.body.append(document.createElement('button'))
    })
    expect(await axeFindings(page)).toEqual([expect.stringContaining('button-name')])
    await page.close()
  })
})
