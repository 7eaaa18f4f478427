import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addLink } from '../support/add-link.ts'
import { until } from '../support/extension.ts'
import { waitForText } from '../support/keep.ts'
import { pressKeys } from '../support/press-keys.ts'
import { type Stage, setStage } from '../support/stage.ts'
import { visibleFocus } from '../support/visible-focus.ts'

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await setStage()
  await stage.set('language', 'en')
  await addLink(stage.extension, 'https://example.com/teapots', { capture: false })
  page = await stage.extension.open('library.html#/all')
  await page.waitForSelector('[data-role=row]')
  await page.bringToFront()
})
afterAll(() => stage.close())

const press = (...keys: string[]) => pressKeys(page, ...keys)
const toast = (text: string) => waitForText(page, '[data-role=toast]', text)
const focusIs = async (selector: string) => {
  await page.waitForSelector(`${selector}:focus`)
  expect(await visibleFocus(page)).toBe('visible')
}
const tea = () => `[data-link-id="${stage.kept.linkId}"] .row-link`
const link = async () => {
  const rows = await stage.extension.rows('links')
  return rows.find((row) => row['id'] === stage.kept.linkId)
}
const becomes = (field: string, value: unknown) =>
  until(`${field} to be ${value}`, async () => (await link())?.[field] === value)

// Each step goes on where the one before left off, and never is a mouse touched.
describe('by keys alone, and with the focus in sight at every step,', () => {
  it('the page is walked through from its beginning', async () => {
    const seen = new Set<string>()
    for (let step = 0; step < 25; step++) {
      await press('Tab')
      const where = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? '')
      if (where.startsWith('<body')) continue
      expect(`${await visibleFocus(page)}: ${where}`).toBe(`visible: ${where}`)
      seen.add(where)
    }
    expect(seen.size).toBeGreaterThan(8)
  })

  it('a link is found', async () => {
    await press('Escape')
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await press('/')
    await focusIs('[data-role=search]')
    await page.keyboard.type('tea')
    await until('two hits', async () => (await page.$$('[data-role=row]')).length === 2)
    await press('ArrowDown')
    await focusIs('.row-link')
    for (let step = 0; step < 2 && !(await page.$(`${tea()}:focus`)); step++) await press('j')
    await focusIs(tea())
  })

  it('it is opened: first its details, then what was kept', async () => {
    await press('Enter')
    await page.waitForSelector('.detail-body')
    await focusIs(tea())
    await press('Enter')
    const target = await stage.extension.browser.waitForTarget((each) =>
      each.url().includes('viewer.html'),
    )
    const viewer = (await target.page()) as Page
    await viewer.waitForSelector('[data-ready=true]')
    await pressKeys(viewer, 'Tab')
    expect(await visibleFocus(viewer)).toBe('visible')
    await viewer.close()
    await page.bringToFront()
    await focusIs(tea())
  })

  it('it is tagged, and the way back leads to where one was', async () => {
    await press('e')
    await focusIs('.detail [data-role=tag-input]')
    await page.keyboard.type('slow')
    await press('Enter')
    await toast('Tags changed')
    await focusIs('.detail [data-role=tag-input]')
    await press('Escape')
    await press('Escape')
    await page.waitForSelector('.detail', { hidden: true })
    await focusIs(tea())
  })

  it('it gets a star', async () => {
    await press('s')
    await becomes('starred', 1)
    await focusIs(tea())
  })

  it('it goes to the trash, and the focus to the one beside it', async () => {
    await press('#')
    await becomes('state', 'trash')
    await page.waitForSelector(tea(), { hidden: true })
    await focusIs('.row-link')
  })

  it('undo brings it back', async () => {
    await press('Control+z')
    await toast('Undone')
    await becomes('state', 'inbox')
    await page.waitForSelector(tea())
    await focusIs('.row-link')
  })

  it('the last hit may go, too: the focus is not lost', async () => {
    await press('/', 'Control+a')
    await page.keyboard.type('pot of tea')
    await until('one hit', async () => (await page.$$('[data-role=row]')).length === 1)
    await press('ArrowDown')
    await focusIs(tea())
    await press('#')
    await page.waitForSelector('[data-role=empty]')
    await until('a visible focus', async () => (await visibleFocus(page)) === 'visible')
    await press('Control+z')
    await becomes('state', 'inbox')
    await page.waitForSelector(tea())
  })

  it('what was done is looked up and taken back one by one', async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await press('t')
    for (let step = 0; step < 60; step++) {
      if (await page.$('.side-link[data-page=activity]:focus')) break
      await press('ArrowDown')
    }
    await focusIs('.side-link[data-page=activity]')
    await press('Enter')
    await page.waitForSelector('[data-role=act][data-kind=tag-link]')
    const undo = '[data-kind=edit-link][data-obstacle=none] [data-action=undo-act]'
    for (let step = 0; step < 60 && !(await page.$(`${undo}:focus`)); step++) {
      await press('Tab')
      expect(await visibleFocus(page)).toBe('visible')
    }
    await focusIs(undo)
    await press('Enter')
    await toast('Undone')
    await becomes('starred', 0)
  })
})
