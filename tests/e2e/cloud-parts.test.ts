import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildGallery } from '../../scripts/lib/gallery.mjs'
import { serveFolder } from '../../scripts/lib/serve-folder.mjs'
import { CHROMIUM } from '../support/extension.ts'

let site: Awaited<ReturnType<typeof serveFolder>>
let browser: Browser
let page: Page

beforeAll(async () => {
  site = await serveFolder(await buildGallery())
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  browser = await puppeteer.launch({ executablePath: CHROMIUM, headless: true, args })
})
afterAll(async () => {
  await browser.close()
  site.close()
})

beforeEach(async () => {
  await page?.close()
  page = await browser.newPage()
})

async function open(part: string, ready: string): Promise<void> {
  await page.goto(`${site.origin}/sheet.html?only=options/cloud/${part}`)
  await page.waitForSelector(ready)
}

/** One of the states on the sheet. */
const of = (state: string, selector: string) => `[data-state="${state}"] ${selector}`

describe('the form for a project', () => {
  it('connects on Enter once both fields are filled', async () => {
    await open('project-form', of('empty', '[data-role=project-key]'))
    const form = of('empty', '[data-role=project-form]')
    await page.type(of('empty', '[data-role=project-url]'), 'https://abc.supabase.co')
    await page.keyboard.press('Enter')
    expect(await page.$(`${form}[data-busy=false]`)).not.toBeNull()
    await page.type(of('empty', '[data-role=project-key]'), 'sb_publishable_abc')
    await page.keyboard.press('Enter')
    await page.waitForSelector(`${form}[data-busy=true]`)
  })

  it('marks the field that a refusal is about', async () => {
    await open('project-form', of('secret-key', '[data-role=fault]'))
    const marked = (state: string) =>
      page.$$eval(of(state, '[aria-invalid=true]'), (all) =>
        all.map((each) => each.getAttribute('data-role')),
      )
    expect(await marked('secret-key')).toEqual(['project-key'])
    expect(await marked('not-https')).toEqual(['project-url'])
    expect(await marked('paused')).toEqual([])
  })
})

describe('signing in', () => {
  it('shows the address to allow where that may be what is missing', async () => {
    await open('sign-in-card', of('redirect-not-allowed', '[data-action=copy]'))
    const withAddress = await page.$$eval('[data-role=fault]:has([data-action=copy])', (all) =>
      all.map((each) => each.getAttribute('data-reason')),
    )
    expect(withAddress).toEqual(['cancelled', 'redirect-not-allowed'])
  })

  it('is given up where the browser was told not to send anything', async () => {
    await open('sign-in-card', of('the browser was told no', '[data-reason=no-consent]'))
  })
})

describe('what nothing undoes', () => {
  it('asks first, beginning at the harmless answer, and gives the focus back', async () => {
    await open('account-card', of('signed in', '[data-action=sign-out]'))
    // Other states open their questions a moment after they are drawn, this one last.
    await page.waitForSelector(of('deleting', '[data-action=keep-delete-data]:focus'))
    await page.click(of('signed in', '[data-action=sign-out]'))
    await page.waitForSelector(of('signed in', '[role=alertdialog]'))
    await page.waitForSelector(of('signed in', '[data-action=keep-sign-out]:focus'))
    await page.keyboard.press('Enter')
    await page.waitForSelector(of('signed in', '[data-action=sign-out]:focus'))
  })

  it('says how many changes wait before signing out', async () => {
    await open('account-card', of('signing out with changes', '[role=alertdialog]'))
    const question = await page.$eval(
      of('signing out with changes', '[role=alertdialog]'),
      (dialog) => dialog.textContent,
    )
    expect(question).toContain('12 changes have not reached the cloud')
  })
})

describe('on a narrow page', () => {
  it('every state keeps to the width', async () => {
    await page.setViewport({ width: 560, height: 900 })
    await open('', of('signing out', '[role=alertdialog]'))
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(560)
  })
})
